package io.tributary.ledger;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real chain with a deployed contract and a roster: alice; vetter-1, -2 and -3, of which the
 * third is of the first one's organisation; coordinator; r01 to r03; n1 to n5, of which the fourth
 * is of the first one's organisation. Keys and nonces are fixed by their names.
 */
public final class LocalLedger implements AutoCloseable {
  public static final String MNEMONIC =
      "test test test test test test test test test test test junk";
  public static final long CHAIN = 31337;
  public static final BigInteger BOND = BigInteger.TEN.pow(18);
  public static final Duration LIMIT = Duration.ofSeconds(20);
  public static final List<PartyId> REPOSITORIES = ids("r01", "r02", "r03");
  public static final List<PartyId> NODES = ids("n1", "n2", "n3");

  /** Four of distinct organisations, as runs with a fault take them. */
  public static final List<PartyId> FOUR_NODES = ids("n1", "n2", "n3", "n5");

  private final Anvil anvil;
  private final Domain domain;
  private final LedgerWriter writer;
  private final Map<String, String> keyNames = new TreeMap<>();
  private final AtomicInteger nonces = new AtomicInteger();

  private LocalLedger(Anvil anvil) {
    this.anvil = anvil;
    Account payer = Account.ofMnemonic(MNEMONIC, 0);
    this.domain = LedgerDeployer.deploy(anvil.url(), payer, 2, BOND);
    this.writer = LedgerWriter.connect(anvil.url(), domain, payer, 0);
  }

  /** Starts it and registers everyone. */
  public static LocalLedger start() {
    return start(options(Optional.empty()));
  }

  /** As {@link #start()}, on a node of one's own choice. */
  public static LocalLedger start(Anvil.Options options) {
    LocalLedger ledger = new LocalLedger(Anvil.start(options));
    ledger.register("alice", Role.QUERIER, "alice");
    ledger.register("vetter-1", Role.VETTER, "north");
    ledger.register("vetter-2", Role.VETTER, "south");
    ledger.register("vetter-3", Role.VETTER, "north");
    ledger.register("coordinator", Role.COORDINATOR, "hub");
    REPOSITORIES.forEach(r -> ledger.register(r.name(), Role.REPOSITORY, r.name()));
    NODES.forEach(n -> ledger.register(n.name(), Role.NODE, n.name()));
    // Enough for every lie of a test.
    BigInteger plenty = BOND.multiply(BigInteger.valueOf(50));
    NODES.forEach(n -> ledger.write(LedgerCalls.deposit(n, plenty)));
    ledger.register("n4", Role.NODE, "n1");
    ledger.register("n5", Role.NODE, "n5");
    return ledger;
  }

  /** How tests start a node; it makes a block for each transaction. */
  public static Anvil.Options options(Optional<Path> state) {
    try {
      Path binary = AnvilInstall.binary(chain());
      Path log = Files.createTempFile(Path.of("target"), "anvil", ".log");
      return new Anvil.Options(binary, MNEMONIC, CHAIN, 0, state, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the node is installed, seen from the folder of any module that has a chain in tests. */
  private static Path chain() {
    Path near = Path.of("..", "contracts", "chain");
    return Files.isDirectory(near)
        ? near
        : Path.of("..", "..", "ledger-sink", "contracts", "chain");
  }

  public Anvil anvil() {
    return anvil;
  }

  public Domain domain() {
    return domain;
  }

  public LedgerWriter writer() {
    return writer;
  }

  /** The read port at the head; it sees what was written at once. */
  public Web3Ledger read() {
    return Web3Ledger.connect(anvil.url(), domain, 0, Duration.ZERO);
  }

  /** The key that a party has, or had before it was rotated. */
  public static IdentityKey key(String name) {
    return IdentityKey.of(digest("key of " + name).bytes());
  }

  public static Digest digest(String text) {
    return Digests.keccak256(text.getBytes(StandardCharsets.UTF_8));
  }

  public static List<PartyId> ids(String... names) {
    return Arrays.stream(names).map(PartyId::new).toList();
  }

  /** Signs with the party's current key. */
  public <T extends Statement> Signed<T> sign(String party, T statement) {
    try (IdentityKey key = key(keyNames.getOrDefault(party, party))) {
      return key.sign(domain, statement);
    }
  }

  /** Writes and waits. */
  public void write(LedgerCall call) {
    writer.write(call, LIMIT);
  }

  /** Why the contract would refuse a call now; empty if it would not. */
  public Optional<LedgerRevert> refusal(LedgerCall call) {
    return writer.prepare(List.of(call)).get(0).revert();
  }

  public void register(String name, Role role, String organisation) {
    try (IdentityKey key = key(name)) {
      write(
          LedgerCalls.register(
              new PartyId(name), role, digest(organisation), key.address(), Digest.ZERO));
    }
    if (role == Role.NODE) {
      write(LedgerCalls.deposit(new PartyId(name), BOND));
    }
  }

  /** A run that these nodes have completed, of any products. */
  public RunId completedRun(List<PartyId> nodes) {
    RunId run = openRun(requestTo(nodes, 0));
    InclusionSet set = contribute(run, REPOSITORIES);
    write(LedgerCalls.close(run, checked(nodes, run, set), set.members()));
    write(LedgerCalls.complete(run, completions(nodes, run, set.root())));
    return run;
  }

  /** Gives a party a new key, named so. */
  public void rotate(String name, String keyName) {
    rotate(name, keyName, Digest.ZERO);
  }

  /** As {@link #rotate(String, String)}, with a sealing key. */
  public void rotate(String name, String keyName, Digest sealing) {
    try (IdentityKey key = key(keyName)) {
      write(LedgerCalls.rotate(new PartyId(name), key.address(), sealing));
    }
    keyNames.put(name, keyName);
  }

  /** The node's own clock, from its latest block. */
  public long time() {
    try (Web3Ledger ledger = read()) {
      return ledger.time();
    }
  }

  /** A job that two organisations have vetted. */
  public Digest vettedJob() {
    Digest job = digest("job " + nonces.incrementAndGet());
    write(LedgerCalls.vetJob(List.of(approval("vetter-1", job), approval("vetter-2", job))));
    return job;
  }

  public Signed<Approval> approval(String vetter, Digest job) {
    return sign(vetter, new Approval(new PartyId(vetter), job, time() + 3600, 1));
  }

  /** A request of alice that the contract will take. */
  public RunRequest request(Digest job) {
    return request(job, NODES, 0);
  }

  /** As {@link #request(Digest)}, to be computed by four nodes of which one may be missing. */
  public RunRequest requestWithAFault(Digest job) {
    return request(job, FOUR_NODES, 1);
  }

  /** A request to these nodes, for a job of its own. */
  public RunRequest requestTo(List<PartyId> nodes, int faults) {
    return request(vettedJob(), nodes, faults);
  }

  private RunRequest request(Digest job, List<PartyId> nodes, int faults) {
    long now = time();
    Digest nonce = digest("nonce " + nonces.incrementAndGet());
    return new RunRequest(
        job,
        digest("parameters"),
        REPOSITORIES,
        nodes,
        digest("result key"),
        digest("purpose"),
        now + 600,
        now + 1200,
        nonce,
        0,
        faults);
  }

  public RunId runId(Signed<RunRequest> request) {
    try (IdentityKey alice = key(keyNames.getOrDefault("alice", "alice"))) {
      return RunIds.of(domain, alice.address(), request.statement().nonce());
    }
  }

  /** An open run. */
  public RunId openRun() {
    return openRun(request(vettedJob()));
  }

  /** A run opened at this request of alice. */
  public RunId openRun(RunRequest asked) {
    Signed<RunRequest> request = sign("alice", asked);
    write(LedgerCalls.openRun(request));
    return runId(request);
  }

  public Signed<Contribution> contribution(RunId run, PartyId repository, String variant) {
    return sign(
        repository.name(),
        new Contribution(
            repository,
            run,
            digest("commitments " + variant),
            digest("sealed"),
            digest("table"),
            Digest.ZERO,
            Digest.ZERO,
            3,
            1));
  }

  /** Records the contributions of these repositories; their set. */
  public InclusionSet contribute(RunId run, List<PartyId> repositories) {
    Map<PartyId, Digest> members = new TreeMap<>();
    for (PartyId repository : repositories) {
      Signed<Contribution> contribution = contribution(run, repository, "");
      write(LedgerCalls.contribution(contribution));
      members.put(repository, digestOf(contribution.statement()));
    }
    return InclusionSet.of(members);
  }

  public Digest digestOf(Statement statement) {
    return Eip712.digest(domain, statement);
  }

  public List<Signed<Checked>> checked(RunId run, InclusionSet set) {
    return checked(NODES, run, set);
  }

  /** By these nodes. */
  public List<Signed<Checked>> checked(List<PartyId> nodes, RunId run, InclusionSet set) {
    return nodes.stream()
        .map(n -> sign(n.name(), new Checked(n, run, set.root(), set.size(), 1)))
        .toList();
  }

  public List<Signed<Completion>> completions(RunId run, Digest root) {
    return completions(NODES, run, root);
  }

  /** By these nodes. */
  public List<Signed<Completion>> completions(List<PartyId> nodes, RunId run, Digest root) {
    return nodes.stream()
        .map(
            n ->
                sign(
                    n.name(),
                    new Completion(
                        n,
                        run,
                        root,
                        digest("products " + n),
                        digest("output " + n),
                        digest("log"),
                        1,
                        12,
                        1)))
        .toList();
  }

  /** A run whose set is final, with all repositories in it. */
  public RunId closedRun() {
    RunId run = openRun();
    InclusionSet set = contribute(run, REPOSITORIES);
    write(LedgerCalls.close(run, checked(run, set), set.members()));
    return run;
  }

  /** A run that all nodes have completed. */
  public RunId completedRun() {
    RunId run = closedRun();
    try (Web3Ledger ledger = read()) {
      Digest root = ledger.run(run).orElseThrow().inclusionRoot();
      write(LedgerCalls.complete(run, completions(run, root)));
    }
    return run;
  }

  /** Moves the chain's clock. */
  public void waitUntil(long time) {
    try (JsonRpc rpc = new JsonRpc(anvil.url())) {
      rpc.ask("evm_setNextBlockTimestamp", time);
      rpc.ask("evm_mine");
    }
  }

  /** Calls one of the local node's own methods; the answer as text. */
  public String rpc(String method, Object... parameters) {
    try (JsonRpc rpc = new JsonRpc(anvil.url())) {
      return rpc.ask(method, parameters).asText();
    }
  }

  @Override
  public void close() {
    writer.close();
    anvil.close();
  }
}
