package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The gas figures in docs/ledger.md, measured: each block of the local node holds one call. */
final class GasFiguresTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "ledger.md");
  private static final Pattern ROW = Pattern.compile("\\| ([a-z0-9 ,]+) \\| ([0-9,]+) \\|");

  /** Calldata of random digests and signatures costs a little more or less. */
  private static final double TOLERANCE = 0.02;

  private final Map<String, Long> measured = new TreeMap<>();
  private final Random random = new Random(7);
  private LocalLedger chain;

  @Test
  void figures_inTheDocument_areThoseOfTheContract() throws IOException {
    try (LocalLedger started = LocalLedger.start()) {
      chain = started;
      for (int repositories : new int[] {3, 10, 50}) {
        measured.put("run of " + repositories + " repositories, three nodes", run(repositories));
      }
      for (int cells : new int[] {1, 64, 256}) {
        measured.put("judgement over a block of " + cells + " cells", judgement(cells));
      }
      measured.put("deposit", write(LedgerCalls.deposit(new PartyId("n1"), LocalLedger.BOND)));
    }
    Map<String, Long> written = written();
    assertEquals(measured.keySet(), written.keySet());
    List<String> wrong = new ArrayList<>();
    measured.forEach(
        (what, gas) -> {
          if (Math.abs(written.get(what) / (double) gas - 1) > TOLERANCE) {
            wrong.add("| " + what + " | " + "%,d".formatted(gas) + " |");
          }
        });
    assertEquals(List.of(), wrong, "to be written into " + DOCUMENT);
  }

  /** All transactions of a run that ends well, without the vetting of its job. */
  private long run(int count) {
    List<PartyId> repositories = repositories(count);
    RunRequest template = chain.request(chain.vettedJob());
    RunRequest asked =
        new RunRequest(
            template.jobDigest(),
            template.parametersDigest(),
            repositories,
            template.nodes(),
            template.resultKey(),
            template.purposeDigest(),
            template.contributionDeadline(),
            template.deadline(),
            template.nonce(),
            0,
            0);
    Signed<RunRequest> request = chain.sign("alice", asked);
    RunId run = chain.runId(request);
    long gas = write(LedgerCalls.openRun(request));
    Digest digest = chain.digestOf(asked);
    Map<PartyId, Digest> members = new TreeMap<>();
    for (PartyId repository : repositories) {
      Acceptance acceptance = new Acceptance(repository, run, digest, 1);
      gas += write(LedgerCalls.acceptance(chain.sign(repository.name(), acceptance)));
      var contribution = chain.contribution(run, repository, "");
      gas += write(LedgerCalls.contribution(contribution));
      members.put(repository, chain.digestOf(contribution.statement()));
    }
    InclusionSet set = InclusionSet.of(members);
    gas += write(LedgerCalls.close(run, chain.checked(run, set), set.members()));
    gas += write(LedgerCalls.complete(run, chain.completions(run, set.root())));
    Receipt receipt = new Receipt(run, LocalLedger.digest("transcript"), 0, Digest.ZERO);
    return gas + write(LedgerCalls.receipt(chain.sign("alice", receipt)));
  }

  private List<PartyId> repositories(int count) {
    List<PartyId> repositories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "q%d-%02d".formatted(count, i);
      chain.register(name, Role.REPOSITORY, name);
      repositories.add(new PartyId(name));
    }
    return repositories;
  }

  private long judgement(int cells) {
    RunId run = chain.completedRun();
    try (Web3Ledger ledger = chain.read()) {
      OpenedSums sums = new OpenedSums(chain, new PartyId("n1"), run).block(cells, random);
      Signed<Completion> completion =
          sums.completion(ledger.run(run).orElseThrow().inclusionRoot());
      return write(LedgerCalls.convictNode(sums.lie(0, 0).evidence(0, completion)));
    }
  }

  private long write(LedgerCall call) {
    chain.write(call);
    try (JsonRpc rpc = new JsonRpc(chain.anvil().url())) {
      return Quantity.longNumber(
          rpc.ask("eth_getBlockByNumber", "latest", false).path("gasUsed"), "gas");
    }
  }

  private static Map<String, Long> written() throws IOException {
    Map<String, Long> written = new TreeMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = ROW.matcher(line.strip());
      if (row.matches()) {
        written.put(row.group(1), Long.parseLong(row.group(2).replace(",", "")));
      }
    }
    return written;
  }
}
