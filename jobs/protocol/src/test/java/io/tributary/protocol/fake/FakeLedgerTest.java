package io.tributary.protocol.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Revocation;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FakeLedgerTest {
  private static final Digest JOB = Requests.digest("job");
  private static final PartyId R01 = new PartyId("r01");
  private static final PartyId R02 = new PartyId("r02");

  private final FakeClock clock = new FakeClock(1_800_000_000);
  private final FakeLedger ledger = new FakeLedger(clock);
  private final Roster roster = Roster.of(5, 2, 2, 3).register(ledger);

  @Test
  void run_ofHonestParties_passesAllStates() {
    RunId run = open();
    assertEquals(RunState.OPEN, state(run));
    InclusionSet set = contributeBoth(run);
    ledger.close(run, checked(run, set), set);
    assertEquals(RunState.CLOSED, state(run));
    ledger.complete(run, completions(run, set.root()));
    assertEquals(RunState.COMPLETED, state(run));
    assertEquals(roster.nodes(), ledger.run(run).orElseThrow().completed());
    ledger.recordReceipt(receipt(run));
    assertEquals(RunState.RECEIVED, state(run));
  }

  @Test
  void run_ofFourNodesOneOfWhichIsMissing_passesAllStates() {
    FakeLedger four = new FakeLedger(clock);
    Roster members = Roster.of(6, 1, 4, 3).register(four);
    members.vet(four, JOB, clock.now() + 1_000);
    RunRequest asked =
        Requests.of(
            JOB, Requests.noParameters(), members.repositories(), members.nodes(), 1, clock.now());
    RunId run = four.openRun(members.sign(four, members.querier().id(), asked));
    Digest any = Requests.digest("any");
    Contribution said = new Contribution(R01, run, any, any, any, Digest.ZERO, Digest.ZERO, 1, 1);
    four.recordContribution(members.sign(four, R01, said));
    InclusionSet set = InclusionSet.of(Map.of(R01, Eip712.digest(four.domain(), said)));
    List<Signed<Checked>> checked = new ArrayList<>();
    List<Signed<Completion>> done = new ArrayList<>();
    for (PartyId node : members.nodes()) {
      checked.add(members.sign(four, node, new Checked(node, run, set.root(), 1, 1)));
      done.add(
          members.sign(four, node, new Completion(node, run, set.root(), any, any, any, 1, 1, 1)));
    }
    reverts("NodeCountMismatch", () -> four.close(run, checked.subList(0, 2), set));
    List<Signed<Checked>> twice = List.of(checked.get(0), checked.get(1), checked.get(1));
    reverts("UnexpectedNode", () -> four.close(run, twice, set));
    List<Signed<Checked>> turned = List.of(checked.get(1), checked.get(0), checked.get(2));
    reverts("UnexpectedNode", () -> four.close(run, turned, set));
    four.close(run, checked.subList(1, 4), set);
    reverts("NodeCountMismatch", () -> four.complete(run, done.subList(1, 3)));
    four.complete(run, done.subList(0, 3));
    assertEquals(members.nodes().subList(1, 4), four.run(run).orElseThrow().closers());
    assertEquals(members.nodes().subList(0, 3), four.run(run).orElseThrow().completed());
  }

  @Test
  void run_closedTwiceOrOverUnrecordedContributions_reverts() {
    RunId run = open();
    InclusionSet invented = InclusionSet.of(Map.of(R01, Requests.digest("no contribution")));
    reverts("ContributionNotRecorded", () -> ledger.close(run, checked(run, invented), invented));
    InclusionSet set = contributeBoth(run);
    InclusionSet one = set.intersect(InclusionSet.of(Map.of(R01, set.members().get(R01))));
    reverts("InclusionRootMismatch", () -> ledger.close(run, checked(run, one), set));
    reverts("NodeCountMismatch", () -> ledger.close(run, checked(run, set).subList(0, 1), set));
    ledger.close(run, checked(run, set), set);
    reverts("WrongRunState", () -> ledger.close(run, checked(run, one), one));
    reverts("InclusionRootMismatch", () -> ledger.complete(run, completions(run, one.root())));
    reverts("WrongRunState", () -> ledger.recordReceipt(receipt(run)));
  }

  @Test
  void repository_withTwoContributions_keepsTheFirstAndShowsTheSecond() {
    RunId run = open();
    Signed<Contribution> first = contribution(R01, run, "a");
    ledger.recordContribution(first);
    reverts("StatementAlreadyRecorded", () -> ledger.recordContribution(first));
    Signed<Contribution> second = contribution(R01, run, "b");
    ledger.recordContribution(second);
    reverts(
        "EquivocationAlreadyRecorded",
        () -> ledger.recordContribution(contribution(R01, run, "c")));
    assertEquals(Optional.of(digest(first)), ledger.contribution(run, R01));
    assertEquals(Optional.of(digest(second)), ledger.equivocation(run, R01));
  }

  @Test
  void job_withTooFewDuplicateOrUnknownVetters_isNotVetted() {
    List<Signed<Approval>> approvals = roster.approvals(ledger, JOB, clock.now() + 100);
    reverts("TooFewApprovals", () -> ledger.vetJob(approvals.subList(0, 1)));
    reverts(
        "DuplicateOrganisation", () -> ledger.vetJob(List.of(approvals.get(0), approvals.get(0))));
    Signed<Approval> outsider =
        roster.sign(ledger, R01, new Approval(R01, JOB, clock.now() + 100, 1));
    reverts("WrongRole", () -> ledger.vetJob(List.of(approvals.get(0), outsider)));
    reverts("JobNotVetted", this::request);
  }

  @Test
  void run_ofARevokedOrExpiredJob_isNotOpened() {
    roster.vet(ledger, JOB, clock.now() + 100);
    clock.advance(100);
    reverts("JobExpired", this::request);
    roster.vet(ledger, JOB, clock.now() + 100);
    PartyId vetter = new PartyId("vetter-1");
    ledger.revokeJob(roster.sign(ledger, vetter, new Revocation(vetter, JOB, 1)));
    reverts("JobIsRevoked", this::request);
  }

  @Test
  void run_pastItsDeadline_onlyExpires() {
    RunId run = open();
    reverts("DeadlineNotReached", () -> ledger.expire(run));
    clock.advance(241);
    reverts("DeadlinePassed", () -> ledger.recordContribution(contribution(R01, run, "a")));
    ledger.expire(run);
    assertEquals(RunState.ABORTED, state(run));
    assertEquals(AbortReason.EXPIRED.code(), ledger.run(run).orElseThrow().abortReason());
  }

  @Test
  void run_abortedByCoordinator_isOver() {
    RunId run = open();
    PartyId coordinator = roster.coordinator().id();
    Abort said = new Abort(coordinator, run, AbortReason.TOO_FEW.code(), 1);
    reverts("WrongSigner", () -> ledger.abort(roster.sign(ledger, roster.querier().id(), said)));
    ledger.abort(roster.sign(ledger, coordinator, said));
    assertEquals(RunState.ABORTED, state(run));
    reverts("WrongRunState", () -> ledger.abort(roster.sign(ledger, coordinator, said)));
  }

  @Test
  void request_sentTwice_opensOneRun() {
    open();
    reverts("RunAlreadyOpened", this::request);
  }

  @Test
  void ledger_down_failsEveryRead() {
    ledger.setDown(true);
    assertThrows(LedgerException.class, ledger::parties);
    assertThrows(LedgerException.class, () -> ledger.job(JOB));
    assertThrows(LedgerException.class, () -> ledger.run(new RunId(JOB)));
    assertThrows(LedgerException.class, ledger::time);
  }

  private RunId open() {
    roster.vet(ledger, JOB, clock.now() + 1_000);
    return request();
  }

  private RunId request() {
    return ledger.openRun(
        roster.sign(
            ledger,
            roster.querier().id(),
            Requests.all(roster, JOB, Requests.noParameters(), clock.now())));
  }

  private InclusionSet contributeBoth(RunId run) {
    Signed<Contribution> one = contribution(R01, run, "a");
    Signed<Contribution> two = contribution(R02, run, "b");
    ledger.recordContribution(one);
    ledger.recordContribution(two);
    return InclusionSet.of(Map.of(R01, digest(one), R02, digest(two)));
  }

  private Signed<Contribution> contribution(PartyId repository, RunId run, String name) {
    Digest digest = Requests.digest(name);
    return roster.sign(
        ledger,
        repository,
        new Contribution(repository, run, digest, digest, digest, Digest.ZERO, Digest.ZERO, 1, 1));
  }

  private List<Signed<Checked>> checked(RunId run, InclusionSet set) {
    List<Signed<Checked>> out = new ArrayList<>();
    for (PartyId node : roster.nodes()) {
      out.add(roster.sign(ledger, node, new Checked(node, run, set.root(), set.size(), 1)));
    }
    return out;
  }

  private List<Signed<Completion>> completions(RunId run, Digest root) {
    List<Signed<Completion>> out = new ArrayList<>();
    Digest any = Digests.sha256();
    for (PartyId node : roster.nodes()) {
      out.add(roster.sign(ledger, node, new Completion(node, run, root, any, any, any, 1, 1, 1)));
    }
    return out;
  }

  private Signed<Receipt> receipt(RunId run) {
    return roster.sign(
        ledger,
        roster.querier().id(),
        new Receipt(run, Requests.digest("transcript"), 0, Digest.ZERO));
  }

  private Digest digest(Signed<?> signed) {
    return Eip712.digest(ledger.domain(), signed.statement());
  }

  private RunState state(RunId run) {
    return ledger.run(run).orElseThrow().state();
  }

  private static void reverts(String error, Runnable transaction) {
    Reverted reverted = assertThrows(Reverted.class, transaction::run);
    assertEquals(error, reverted.error());
  }
}
