package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.Signed;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository deals once more, and what it does not. */
final class AgentAnswerTest {
  private static final int ENOUGH = 4;
  private static final long FOUR_WEEKS = 28L * 24 * 3600;
  private static final PartyId R02 = new PartyId("r02");
  private static final PartyId R03 = new PartyId("r03");
  private static final String[] NODES = {"n1", "n2", "n3"};
  private static final String NOISED =
      "{min_subjects: 5, min_organisations: 3, subjects: rows, noise: {rho: 0.1, corrupt: 0}}";
  private static final String BUDGET =
      Policies.ALLOW_ALL.replace(
          "reason: \"made up\"}",
          "reason: \"made up\", budget: {rho: 0.25, organisation: 0.25, per: ever}}");

  private final long seed = Seeds.next("answers again");
  private final Federation federation = start();
  private final LedgerEnds ends = new LedgerEnds(federation);
  private final AgentBench bench = new AgentBench(federation, "r01");

  private Federation start() {
    Plan plan = Plan.of(seed).release(NOISED);
    for (String id : List.of("r01", "r02", "r03")) {
      plan.cells(id, Collections.nCopies(6, BigInteger.TEN));
    }
    Federation started = plan.start();
    started.policy(BUDGET);
    return started;
  }

  private RunDispatch asked(Asker asker) {
    RunDispatch dispatch = AgentBench.dispatch(federation, asker);
    federation.ledger().openRun(dispatch.request());
    return dispatch;
  }

  private RunDispatch asked() {
    return asked(federation.asker());
  }

  private RunId run(RunDispatch dispatch) {
    return dispatch.run(federation.ledger().domain());
  }

  /** Deals for a run, which completes. */
  private Contribution completed(RunDispatch dispatch) {
    bench.receive(dispatch).turn(ENOUGH);
    Signed<Contribution> dealt = bench.contribution(run(dispatch)).signed();
    ends.complete(dealt, R02, R03);
    return dealt.statement();
  }

  private Optional<RefusalCode> said(RunDispatch dispatch) {
    return bench.receive(dispatch).turn(ENOUGH).said();
  }

  private int charges() {
    return bench.table("privacy-losses").size();
  }

  private int computations() {
    return federation.computer("r01").computations();
  }

  @Test
  @Tag("threat-42")
  @Tag("threat-47")
  void question_askedAThousandTimes_isComputedAndPaidForOnce() {
    Contribution first = completed(asked());
    Set<Digest> tables = new HashSet<>(Set.of(first.tableDigest()));
    Set<Digest> named = new HashSet<>();
    Set<Digest> commitments = new HashSet<>(Set.of(first.commitmentRoot()));
    for (int i = 1; i < 1000; i++) {
      RunDispatch dispatch = asked();
      bench.receive(dispatch).turn(3);
      Contribution again = bench.contribution(run(dispatch)).signed().statement();
      tables.add(again.tableDigest());
      named.add(again.again());
      commitments.add(again.commitmentRoot());
      if (i % 300 == 0) {
        bench.restart(NODES);
      }
    }
    assertEquals(Set.of(first.tableDigest()), tables);
    assertEquals(Set.of(first.runId().digest()), named);
    assertEquals(1000, commitments.size(), "every dealing has shares of its own");
    assertEquals(1, charges());
    assertEquals(1, computations());
    assertEquals(1, bench.table("stored-cells").size());
  }

  /** Killed after each step; what it has accepted as a repeat it deals as one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void agent_killedAnywhereInARepeat_dealsTheStoredCells(int trial) {
    Contribution first = completed(asked());
    Random random = new Random(seed + trial);
    RunDispatch dispatch = asked();
    bench.receive(dispatch);
    for (int step = 0; step < 20; step++) {
      switch (random.nextInt(3)) {
        case 0 -> bench.loseWork().restart(NODES);
        case 1 -> bench.restart(NODES).turn(1);
        default -> bench.turn(1);
      }
    }
    Contribution again = bench.turn(ENOUGH).contribution(run(dispatch)).signed().statement();
    assertEquals(Optional.of(first.runId()), again.repeats(), () -> "seed " + seed);
    assertEquals(1, charges());
    assertEquals(1, computations());
  }

  @Test
  @Tag("threat-43")
  void answerOfARunThatCameToNothing_isComputedAndPaidForAgain() {
    RunDispatch lost = asked();
    assertEquals(Optional.of(RefusalCode.NONE), said(lost));
    ends.abort(run(lost));
    Contribution second = completed(asked());
    assertEquals(Optional.empty(), second.repeats());
    assertEquals(2, charges());
    assertEquals(2, computations());
    // From now on the second one's is given.
    RunDispatch third = asked();
    assertEquals(Optional.of(RefusalCode.NONE), said(third));
    assertEquals(
        Optional.of(second.runId()), bench.contribution(run(third)).signed().statement().repeats());
  }

  @Test
  @Tag("threat-47")
  void question_whileItIsBeingAnswered_waits() {
    RunDispatch first = asked();
    RunDispatch second = asked();
    bench.receive(first).turn(1).receive(second).turn(2 * ENOUGH);
    assertEquals(1, charges());
    ends.complete(bench.contribution(run(first)).signed(), R02, R03);
    federation.clock().advance(1);
    bench.turn(ENOUGH);
    assertEquals(
        Optional.of(run(first)), bench.contribution(run(second)).signed().statement().repeats());
    assertEquals(1, computations());
  }

  @Test
  void question_whoseRunNeverEnds_isNotWaitedForTooLong() {
    bench.receive(asked()).turn(ENOUGH);
    RunDispatch second = asked();
    bench.receive(second).turn(ENOUGH);
    assertEquals(1, computations());
    federation.clock().advance(Federation.CONTRIBUTION_SECONDS / 2);
    bench.turn(ENOUGH);
    assertEquals(2, computations());
  }

  @Test
  @Tag("threat-47")
  void answer_isForItsOwnQuestionAndRepositoriesAlone() {
    completed(asked());
    RunDispatch other = asked(federation.asker().with("least", "1"));
    assertEquals(Optional.of(RefusalCode.NONE), said(other));
    assertEquals(Digest.ZERO, bench.contribution(run(other)).signed().statement().again());
    assertEquals(2, computations());
  }

  @Test
  @Tag("threat-15")
  void grantTakenBackAfterTheRepeatWasAccepted_keepsItsCells() {
    federation.policy(
        BUDGET.replace(
            "consent: not-required, reason: \"made up\"", "subject: grp, consent: required"));
    completed(asked());
    RunDispatch again = AgentBench.dispatch(federation, federation.asker());
    assertEquals(Optional.of(RefusalCode.NONE), said(again));
    federation.computer("r01").withdraw();
    federation.ledger().openRun(again.request());
    assertEquals(Optional.of(RefusalCode.REPEATED), bench.turn(ENOUGH).said());
    assertEquals(Optional.of(RefusalCode.REPEATED), said(asked()));
    assertEquals(1, computations());
    // Afresh it is computed of those who still grant it, and paid for.
    assertEquals(Optional.of(RefusalCode.NONE), said(asked(federation.asker().fresh())));
    assertEquals(2, computations());
    assertEquals(2, charges());
  }

  @Test
  @Tag("threat-15")
  void tableForWhichConsentIsRequiredByNow_keepsItsOldCells() {
    completed(asked());
    federation.policy(
        BUDGET.replace(
            "consent: not-required, reason: \"made up\"", "subject: grp, consent: required"));
    assertEquals(Optional.of(RefusalCode.REPEATED), said(asked()));
  }

  @Test
  void policyThatForbidsByNow_refusesTheRepeat() {
    completed(asked());
    federation.policy(BUDGET.replace("purposes: [\"*\"]", "purposes: [research]"));
    assertEquals(Optional.of(RefusalCode.PURPOSE), said(asked()));
  }

  @Test
  @Tag("threat-42")
  void fourWeeksLater_theQuestionIsANewOne() {
    Contribution first = completed(asked());
    federation.clock().advance(FOUR_WEEKS - 1);
    assertEquals(first.runId().digest(), renewed().again());
    federation.clock().advance(1);
    assertEquals(Digest.ZERO, renewed().again());
    assertEquals(2, computations());
    assertEquals(2, charges());
  }

  /** The contribution to a run asked now, for a job vetted anew. */
  private Contribution renewed() {
    long expires = federation.clock().now() + 1000;
    List<Signed<Approval>> approvals =
        federation.roster().vet(federation.ledger(), federation.job().digest(), expires);
    RunDispatch dispatch =
        AgentBench.dispatch(federation, federation.asker(), federation.job().files(), approvals);
    federation.ledger().openRun(dispatch.request());
    bench.receive(dispatch).turn(ENOUGH);
    return bench.contribution(run(dispatch)).signed().statement();
  }
}
