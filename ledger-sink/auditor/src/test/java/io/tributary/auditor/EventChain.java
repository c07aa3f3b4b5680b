package io.tributary.auditor;

import io.tributary.ledger.chain.BlockRef;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.LoggedEvent;
import io.tributary.ledger.chain.StatementKind;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Roster;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signatures;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the contract would log, without its rules: a block and a second for each call. */
final class EventChain implements TestChain {
  static final long START = 1_700_000_000L;
  private final List<LoggedEvent> events = new ArrayList<>();
  private final Map<RunId, List<PartyId>> nodes = new HashMap<>();
  private long block = 1;
  private long skipped;

  EventChain() {
    log(new LedgerEvent.LedgerDeployed(BigInteger.valueOf(domain().chainId()), 2));
  }

  ChainHistory history() {
    return new ChainHistory(domain(), events);
  }

  /** Lets time pass. */
  void skip(long seconds) {
    skipped += seconds;
  }

  /** Logs an event in a block of its own. */
  void log(LedgerEvent event) {
    block++;
    same(event);
  }

  private void same(LedgerEvent event) {
    BlockRef at = new BlockRef(block, TestRun.digest("block " + block));
    events.add(new LoggedEvent(at, now(), 0, events.size(), event));
  }

  private void record(
      RunId run, PartyId party, StatementKind kind, Statement statement, Digest root) {
    same(
        new LedgerEvent.StatementRecorded(
            run, party, kind, Eip712.digest(domain(), statement), root));
  }

  @Override
  public Domain domain() {
    return FakeLedger.DOMAIN;
  }

  @Override
  public long now() {
    return START + block + skipped;
  }

  @Override
  public void register(Roster.Member m) {
    log(
        new LedgerEvent.PartyRegistered(
            m.id(), m.role(), m.organisation(), m.key().address(), m.sealing().publicKey()));
  }

  @Override
  public void vet(List<Signed<Approval>> approvals) {
    log(
        new LedgerEvent.JobVetted(
            approvals.get(0).statement().jobDigest(),
            approvals.stream().mapToLong(a -> a.statement().expires()).min().orElseThrow(),
            approvals.stream().map(a -> a.statement().vetter()).toList()));
  }

  @Override
  public void open(PartyId querier, Signed<RunRequest> signed) {
    RunRequest r = signed.statement();
    var signer = Signatures.recover(domain(), signed);
    RunId run = RunIds.of(domain(), signer, r.nonce());
    nodes.put(run, r.nodes());
    log(
        new LedgerEvent.RunOpened(
            run,
            querier,
            r.jobDigest(),
            Eip712.digest(domain(), r),
            signer,
            r.repositories(),
            r.nodes(),
            r.contributionDeadline(),
            r.deadline()));
  }

  @Override
  public void accept(Signed<Acceptance> s) {
    block++;
    Acceptance a = s.statement();
    record(a.runId(), a.repository(), StatementKind.ACCEPTANCE, a, Digest.ZERO);
  }

  @Override
  public void refuse(Signed<Refusal> s) {
    block++;
    Refusal r = s.statement();
    record(r.runId(), r.repository(), StatementKind.REFUSAL, r, Digest.ZERO);
  }

  @Override
  public void contribute(Signed<Contribution> s) {
    block++;
    Contribution c = s.statement();
    record(c.runId(), c.repository(), StatementKind.CONTRIBUTION, c, c.commitmentRoot());
  }

  @Override
  public void close(RunId run, List<Signed<Checked>> checked, InclusionSet set) {
    block++;
    for (Signed<Checked> s : checked) {
      record(run, s.statement().node(), StatementKind.CHECKED, s.statement(), set.root());
    }
    int closers = mask(run, checked.stream().map(s -> s.statement().node()));
    same(new LedgerEvent.RunClosed(run, set.root(), set.size(), closers));
  }

  @Override
  public void complete(RunId run, List<Signed<Completion>> completions) {
    block++;
    for (Signed<Completion> s : completions) {
      Completion c = s.statement();
      record(run, c.node(), StatementKind.COMPLETION, c, c.productRoot());
    }
    int completers = mask(run, completions.stream().map(s -> s.statement().node()));
    Digest root = completions.get(0).statement().inclusionRoot();
    same(new LedgerEvent.RunCompleted(run, root, completers));
  }

  private int mask(RunId run, Stream<PartyId> signers) {
    return signers.mapToInt(node -> 1 << nodes.get(run).indexOf(node)).sum();
  }

  @Override
  public void receive(PartyId querier, Signed<Receipt> s) {
    block++;
    Receipt r = s.statement();
    record(r.runId(), querier, StatementKind.RECEIPT, r, r.transcriptRoot());
    same(new LedgerEvent.RunReceived(r.runId(), r.transcriptRoot(), r.outcome(), r.culprit()));
  }
}
