package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run's life on the contract, on a real chain. */
final class RunContractTest extends OnChain {
  private static final PartyId R1 = new PartyId("r01");
  private static final List<PartyId> TWO = LocalLedger.ids("r01", "r02");

  @Test
  void run_allStatementsInOrder_goesFromOpenToReceived() {
    RunId run = chain.openRun();
    assertEquals(RunState.OPEN, state(run));
    Digest request = record(run).requestDigest();
    chain.write(LedgerCalls.acceptance(chain.sign("r01", new Acceptance(R1, run, request, 1))));
    PartyId r3 = new PartyId("r03");
    chain.write(
        LedgerCalls.refusal(
            chain.sign("r03", new Refusal(r3, run, request, RefusalCode.SCHEMA.code(), 1))));
    InclusionSet set = chain.contribute(run, TWO);
    chain.write(LedgerCalls.close(run, chain.checked(run, set), set.members()));
    assertEquals(RunState.CLOSED, state(run));
    assertEquals(set.root(), record(run).inclusionRoot());
    assertEquals(2, record(run).contributors());
    assertEquals(List.of(), record(run).completed());

    chain.write(LedgerCalls.complete(run, chain.completions(run, set.root())));
    assertEquals(RunState.COMPLETED, state(run));
    assertEquals(LocalLedger.NODES, record(run).completed());

    Receipt receipt = new Receipt(run, LocalLedger.digest("transcript"), 0, Digest.ZERO);
    chain.write(LedgerCalls.receipt(chain.sign("alice", receipt)));
    assertEquals(RunState.RECEIVED, state(run));
    assertRefused("WrongRunState", LedgerCalls.receipt(chain.sign("alice", receipt)));
  }

  @Test
  @Tag("threat-63")
  void close_secondRootAfterTheFirst_isNeverAccepted() {
    RunId run = chain.openRun();
    InclusionSet all = chain.contribute(run, LocalLedger.REPOSITORIES);
    InclusionSet fewer = InclusionSet.of(Map.of(R1, all.members().get(R1)));
    LedgerCall second = LedgerCalls.close(run, chain.checked(run, fewer), fewer.members());
    assertTrue(chain.refusal(second).isEmpty(), "it would have been good as the first");
    chain.write(LedgerCalls.close(run, chain.checked(run, all), all.members()));

    assertRefused("WrongRunState", second);
    assertRefused(
        "InclusionRootMismatch", LedgerCalls.complete(run, chain.completions(run, fewer.root())));
    chain.write(LedgerCalls.complete(run, chain.completions(run, all.root())));
    assertRefused("WrongRunState", second);
    assertEquals(all.root(), record(run).inclusionRoot());
  }

  @Test
  @Tag("threat-66")
  void close_oneNodeMissingOrOfAnotherRoot_isRefused() {
    RunId run = chain.openRun();
    InclusionSet all = chain.contribute(run, LocalLedger.REPOSITORIES);
    List<Signed<Checked>> checked = chain.checked(run, all);
    assertRefused(
        "NodeCountMismatch", LedgerCalls.close(run, checked.subList(0, 2), all.members()));

    List<Signed<Checked>> twice = List.of(checked.get(0), checked.get(1), checked.get(1));
    assertRefused("UnexpectedNode", LedgerCalls.close(run, twice, all.members()));

    PartyId n3 = LocalLedger.NODES.get(2);
    Checked other = new Checked(n3, run, LocalLedger.digest("other"), all.size(), 1);
    List<Signed<Checked>> split = replaceLast(checked, chain.sign("n3", other));
    assertRefused("InclusionRootMismatch", LedgerCalls.close(run, split, all.members()));

    Checked count = new Checked(n3, run, all.root(), 2, 1);
    List<Signed<Checked>> miscounted = replaceLast(checked, chain.sign("n3", count));
    assertRefused("ContributorCountMismatch", LedgerCalls.close(run, miscounted, all.members()));

    Checked forged = new Checked(n3, run, all.root(), all.size(), 1);
    List<Signed<Checked>> byN1 = replaceLast(checked, chain.sign("n1", forged));
    assertRefused("WrongSigner", LedgerCalls.close(run, byN1, all.members()));
  }

  @Test
  void close_setNotAsRecorded_isRefused() {
    RunId run = chain.openRun();
    InclusionSet two = chain.contribute(run, TWO);
    TreeMap<PartyId, Digest> members = new TreeMap<>(two.members());
    members.put(new PartyId("r03"), LocalLedger.digest("never recorded"));
    InclusionSet three = InclusionSet.of(members);
    assertRefused(
        "ContributionNotRecorded",
        LedgerCalls.close(run, chain.checked(run, three), three.members()));

    members.clear();
    members.put(R1, two.members().get(R1));
    List<Signed<Checked>> overTwo = chain.checked(run, two);
    assertRefused("ContributorCountMismatch", LedgerCalls.close(run, overTwo, members));
    members.clear();
    assertRefused("ContributorCountMismatch", LedgerCalls.close(run, overTwo, members));
  }

  @Test
  @Tag("threat-69")
  void complete_notAllNodesOverTheFinalRoot_isRefused() {
    RunId run = chain.closedRun();
    Digest root = record(run).inclusionRoot();
    List<Signed<Completion>> all = chain.completions(run, root);
    assertRefused("NodeCountMismatch", LedgerCalls.complete(run, all.subList(0, 2)));
    List<Signed<Completion>> one = chain.completions(run, LocalLedger.digest("other"));
    assertRefused(
        "InclusionRootMismatch",
        LedgerCalls.complete(run, List.of(all.get(0), all.get(1), one.get(2))));
    assertRefused(
        "UnexpectedNode", LedgerCalls.complete(run, List.of(all.get(0), all.get(2), all.get(1))));
    assertEquals(RunState.CLOSED, state(run));
    chain.write(LedgerCalls.complete(run, all));
    assertRefused("WrongRunState", LedgerCalls.complete(run, all));
  }

  @Test
  @Tag("threat-69")
  void abort_afterCompletion_isRefused() {
    RunId run = chain.completedRun();
    LedgerCall abort =
        LedgerCalls.abort(chain.sign("coordinator", abort(run, AbortReason.TOO_FEW)));
    assertRefused("WrongRunState", abort);
    assertRefused("WrongRunState", LedgerCalls.expire(run));
  }

  @Test
  void abort_byCoordinatorOnly_endsTheRun() {
    RunId run = chain.closedRun();
    Abort statement = abort(run, AbortReason.NO_COMPLETION);
    assertRefused("WrongSigner", LedgerCalls.abort(chain.sign("n1", statement)));
    Abort byNode = new Abort(new PartyId("n1"), run, 1, 1);
    assertRefused("WrongRole", LedgerCalls.abort(chain.sign("n1", byNode)));
    assertRefused(
        "InvalidReason",
        LedgerCalls.abort(
            chain.sign("coordinator", new Abort(new PartyId("coordinator"), run, 0, 1))));
    assertRefused(
        "InvalidReason",
        LedgerCalls.abort(
            chain.sign(
                "coordinator",
                new Abort(new PartyId("coordinator"), run, AbortReason.values().length, 1))));
    chain.write(LedgerCalls.abort(chain.sign("coordinator", statement)));
    assertEquals(RunState.ABORTED, state(run));
    assertEquals(AbortReason.NO_COMPLETION.code(), record(run).abortReason());
    LedgerRevert late =
        chain
            .refusal(LedgerCalls.complete(run, chain.completions(run, record(run).inclusionRoot())))
            .orElseThrow();
    assertEquals(LedgerRevert.Meaning.OVERTAKEN, late.meaning());
  }

  @Test
  @Tag("threat-23")
  void contribution_secondDifferent_isRecordedOnceAsEquivocation() {
    RunId run = chain.openRun();
    Digest first = chain.contribute(run, List.of(R1)).members().get(R1);
    assertRefused(
        "StatementAlreadyRecorded", LedgerCalls.contribution(chain.contribution(run, R1, "")));
    chain.write(LedgerCalls.contribution(chain.contribution(run, R1, "second")));
    assertRefused(
        "EquivocationAlreadyRecorded",
        LedgerCalls.contribution(chain.contribution(run, R1, "second")));
    assertRefused(
        "EquivocationAlreadyRecorded",
        LedgerCalls.contribution(chain.contribution(run, R1, "third")));
    assertEquals(first, ledger.contribution(run, R1).orElseThrow(), "the first one counts");
  }

  @Test
  @Tag("threat-23")
  void contribution_forgedSecond_incriminatesNobody() {
    RunId run = chain.openRun();
    chain.contribute(run, List.of(R1));
    var forged = chain.sign("r02", chain.contribution(run, R1, "second").statement());
    assertRefused("WrongSigner", LedgerCalls.contribution(forged));
  }

  @Test
  void decision_repeatedOrOfAnUnaskedOrOnAnotherRequest_isRefused() {
    RunId run = chain.openRun();
    Digest request = record(run).requestDigest();
    LedgerCall accept =
        LedgerCalls.acceptance(chain.sign("r01", new Acceptance(R1, run, request, 1)));
    chain.write(accept);
    LedgerRevert again = chain.refusal(accept).orElseThrow();
    assertEquals("StatementAlreadyRecorded", again.error());
    assertEquals(LedgerRevert.Meaning.ALREADY_THERE, again.meaning());
    assertRefused(
        "RequestDigestMismatch",
        LedgerCalls.acceptance(
            chain.sign("r01", new Acceptance(R1, run, LocalLedger.digest("x"), 1))));
    PartyId n1 = new PartyId("n1");
    assertRefused(
        "NotAsked", LedgerCalls.acceptance(chain.sign("n1", new Acceptance(n1, run, request, 1))));
  }

  @Test
  void receipt_byAnotherOrWithoutSense_isRefused() {
    RunId run = chain.completedRun();
    Digest root = LocalLedger.digest("transcript");
    Receipt good = new Receipt(run, root, 0, Digest.ZERO);
    assertRefused("WrongSigner", LedgerCalls.receipt(chain.sign("coordinator", good)));
    Digest n2 = new PartyId("n2").bytes32();
    List<Receipt> bad =
        List.of(
            new Receipt(run, root, 0, n2),
            new Receipt(run, root, 1, Digest.ZERO),
            new Receipt(run, root, 1, R1.bytes32()),
            new Receipt(run, root, 2, n2));
    for (Receipt receipt : bad) {
      assertRefused("InvalidOutcome", LedgerCalls.receipt(chain.sign("alice", receipt)));
    }
    chain.write(LedgerCalls.receipt(chain.sign("alice", new Receipt(run, root, 1, n2))));
    assertEquals(RunState.RECEIVED, state(run));
  }

  private static Abort abort(RunId run, AbortReason reason) {
    return new Abort(new PartyId("coordinator"), run, reason.code(), 1);
  }

  private static List<Signed<Checked>> replaceLast(
      List<Signed<Checked>> all, Signed<Checked> last) {
    List<Signed<Checked>> changed = new ArrayList<>(all);
    changed.set(changed.size() - 1, last);
    return changed;
  }

  private static RunRecord record(RunId run) {
    try (Web3Ledger fresh = chain.read()) {
      return fresh.run(run).orElseThrow();
    }
  }

  private static RunState state(RunId run) {
    return record(run).state();
  }

  private static void assertRefused(String error, LedgerCall call) {
    assertEquals(error, chain.refusal(call).map(LedgerRevert::error).orElse("accepted"));
  }
}
