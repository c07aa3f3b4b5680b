package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.Revocation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs with noise, and the budget that a repository gives them: rho 0.1 an answer. */
final class AgentBudgetTest {
  private static final int ENOUGH = 4;
  private static final String NOISED =
      "{min_subjects: 5, min_organisations: 3, subjects: rows, noise: {rho: 0.1, corrupt: 0}}";
  private static final String BUDGET =
      Policies.ALLOW_ALL.replace(
          "reason: \"made up\"}",
          "reason: \"made up\", budget: {rho: %s, organisation: %s, per: %s}}");

  private final long seed = Seeds.next("budgets");
  private final Federation federation = plan().start();
  private final AgentBench bench = new AgentBench(federation, "r01");

  private Plan plan() {
    return Plan.of(seed).release(NOISED).cells("r01", small()).cells("r02", small());
  }

  private static List<BigInteger> small() {
    return Collections.nCopies(6, BigInteger.TEN);
  }

  private void budget(String rho, String organisation, String per) {
    federation.policy(BUDGET.formatted(rho, organisation, per));
  }

  private RunDispatch asked(int least) {
    return asked(least, false);
  }

  private RunDispatch asked(int least, boolean fresh) {
    Asker asker = federation.asker().with("least", String.valueOf(least));
    RunDispatch dispatch = AgentBench.dispatch(federation, fresh ? asker.fresh() : asker);
    federation.ledger().openRun(dispatch.request());
    return dispatch;
  }

  private Optional<RefusalCode> answer(int least) {
    return bench.receive(asked(least)).turn(ENOUGH).said();
  }

  private Set<String> released() {
    return bench.shares().stream().map(share -> share.key()).collect(Collectors.toSet());
  }

  /** Runs whose loss is in the book. */
  private Set<String> booked() {
    return bench.table("privacy-losses").keySet().stream()
        .map(key -> key.substring(key.indexOf('/') + 1))
        .collect(Collectors.toSet());
  }

  @Test
  void table_withoutABudget_answersNoJobWithNoise() {
    assertEquals(Optional.of(RefusalCode.POLICY), answer(0));
    assertEquals(Set.of(), booked());
    assertEquals(0, federation.computer("r01").calls());
  }

  @Test
  @Tag("threat-47")
  void question_askedAfreshAThousandTimes_isAnsweredUntilTheBudgetIsSpent() {
    budget("1", "1", "ever");
    for (int i = 0; i < 1000; i++) {
      RefusalCode expected = i < 10 ? RefusalCode.NONE : RefusalCode.BUDGET;
      Optional<RefusalCode> said = bench.receive(asked(0, true)).turn(i < 10 ? ENOUGH : 1).said();
      assertEquals(Optional.of(expected), said, "time " + i);
      if (i % 100 == 0) {
        bench.restart("n1", "n2", "n3");
      }
    }
    assertEquals(10, released().size());
    assertEquals(10, federation.computer("r01").computations());
  }

  @Test
  @Tag("threat-47")
  void organisation_thatHasSpentItsPart_isRefusedWhileOthersHaveTheirs() {
    budget("1", "0.25", "ever");
    assertEquals(Optional.of(RefusalCode.NONE), answer(0));
    assertEquals(Optional.of(RefusalCode.NONE), answer(1));
    assertEquals(Optional.of(RefusalCode.BUDGET), answer(2));
  }

  @Test
  void budget_ofAPeriod_isThereAgainWhenItIsOver() {
    budget("0.1", "0.1", "day");
    assertEquals(Optional.of(RefusalCode.NONE), answer(0));
    federation.clock().advance(24 * 3600 - 1);
    assertEquals(Optional.of(RefusalCode.BUDGET), answer(1));
    federation.clock().advance(1);
    assertEquals(Optional.of(RefusalCode.NONE), answer(2));
  }

  @Test
  @Tag("threat-43")
  void questions_putAtOnce_areNotAllAnswered() {
    budget("0.75", "0.75", "ever");
    List<RunDispatch> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(asked(i));
    }
    all.forEach(bench::receive);
    for (int i = 0; i < 150; i++) {
      bench.turn(1);
      assertTrue(booked().containsAll(released()));
      assertTrue(booked().size() <= 7);
    }
    assertEquals(7, released().size());
    assertEquals(released(), booked());
  }

  /** Ten runs for which there is a budget of three; killed anywhere, for as long as it lasts. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  @Tag("threat-43")
  void agent_killedAnywhere_hasBookedAllThatItReleased(int trial) {
    budget("0.35", "0.35", "ever");
    Random random = new Random(seed + trial);
    List<RunDispatch> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(asked(i));
    }
    all.forEach(bench::receive);
    Set<String> ever = new HashSet<>();
    for (int step = 0; step < 120; step++) {
      switch (random.nextInt(3)) {
        case 0 -> bench.loseWork().restart("n1", "n2", "n3");
        case 1 -> bench.restart("n1", "n2", "n3").turn(1);
        default -> bench.turn(1);
      }
      ever.addAll(released());
      assertTrue(booked().containsAll(ever), () -> "seed " + seed);
      assertTrue(booked().size() <= 3, () -> "seed " + seed);
    }
    assertEquals(3, ever.size(), () -> "seed " + seed);
  }

  @Test
  @Tag("threat-43")
  void run_thatEndsBeforeItsSharesLeave_costsNothing_andOneAfterIsNotRefunded() {
    budget("0.1", "0.1", "ever");
    RunDispatch lost = AgentBench.dispatch(federation, federation.asker());
    bench.receive(lost).turn(1);
    assertEquals(Optional.of(RefusalCode.NONE), bench.said());
    assertEquals(1, booked().size());
    assertEquals(Optional.of(RefusalCode.BUDGET), answer(1));
    // The ledger never opened it.
    federation.clock().advance(Federation.CONTRIBUTION_SECONDS);
    bench.turn(ENOUGH);
    assertEquals(Set.of(), booked());
    assertEquals(Optional.of(RefusalCode.NONE), answer(2));
    assertEquals(1, released().size());
    // What becomes of it then is no matter: somebody may have the shares.
    PartyId vetter = new PartyId("vetter-1");
    Revocation revocation = new Revocation(vetter, federation.job().digest(), 1);
    federation
        .ledger()
        .revokeJob(federation.roster().sign(federation.ledger(), vetter, revocation));
    federation.clock().advance(Federation.RUN_SECONDS);
    bench.turn(ENOUGH);
    assertEquals(released(), booked());
  }

  @Test
  @Tag("threat-48")
  void askersOwnOrganisation_addsNoNoiseThatCounts() {
    Federation affiliated = plan().organisation("r02", "alice").start();
    affiliated.policy(BUDGET.formatted("1", "1", "ever"));
    AgentBench alone = new AgentBench(affiliated, "r01");
    RunDispatch dispatch = AgentBench.dispatch(affiliated, affiliated.asker());
    assertEquals(Optional.of(RefusalCode.ROSTER), alone.receive(dispatch).turn(ENOUGH).said());
  }

  @Test
  @Tag("threat-47")
  void freshAnswers_ofAWholeFederation_areTheSumWithinTheNoise_andNeverTwiceTheSame() {
    Federation whole = plan().cells("r03", small()).start();
    whole.policy(BUDGET.formatted("1", "1", "ever"));
    List<BigInteger> exact = whole.sum(whole.roster().repositories());
    List<BigInteger> reach = new ArrayList<>();
    for (int i = 0; i < exact.size(); i++) {
      reach.add(whole.job().compiled().noise().orElseThrow().reach(i % 2, 3));
    }
    Set<List<BigInteger>> answers = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      Asker asker = whole.asker().fresh().ask();
      List<BigInteger> cells = ((Asker.Answer) asker.await()).cells();
      for (int cell = 0; cell < cells.size(); cell++) {
        BigInteger off = cells.get(cell).subtract(exact.get(cell)).abs();
        assertTrue(off.compareTo(reach.get(cell)) <= 0, () -> "seed " + seed);
      }
      answers.add(cells);
    }
    assertEquals(3, answers.size());
    assertEquals(List.of(), whole.broken());
  }
}
