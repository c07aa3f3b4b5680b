package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.statement.RefusalCode;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an agent asks of a run whose nodes compare, and what it sends them. */
final class AgentComparisonTest {
  private static final String GUARDED = "{min_subjects: 2, min_organisations: 2, subjects: rows}";
  private static final int ENOUGH = 6;

  private static Plan plan() {
    return Plan.of(Seeds.next("agent comparison")).nodes(4).release(GUARDED);
  }

  private static Optional<RefusalCode> decide(Federation federation, Asker asker) {
    RunDispatch dispatch = AgentBench.dispatch(federation, asker);
    return new AgentBench(federation, "r01").receive(dispatch).turn(2).said();
  }

  /** An agent that has accepted a run which the ledger has opened. */
  private static AgentBench opened(Federation federation) {
    RunDispatch dispatch = AgentBench.dispatch(federation, federation.asker().without(1));
    federation.ledger().openRun(dispatch.request());
    AgentBench bench = new AgentBench(federation, "r01").receive(dispatch).turn(1);
    assertEquals(Optional.of(RefusalCode.NONE), bench.said());
    return bench;
  }

  @Test
  @Tag("threat-64")
  void comparisonRun_withThreeTrustedNodesOfFour_isAccepted_andRefusedWithTwo() {
    Federation three = plan().trusted("n1", "n2", "n4").start();
    assertEquals(Optional.of(RefusalCode.NONE), decide(three, three.asker().without(1)));
    Federation two = plan().trusted("n2", "n4").start();
    assertEquals(Optional.of(RefusalCode.ROSTER), decide(two, two.asker().without(1)));
    assertEquals(0, two.computer("r01").calls());
  }

  @Test
  @Tag("threat-40")
  void comparisonRun_withTwoNodesOfOneOperator_isRefused() {
    Federation federation = plan().organisation("n4", "n1").start();
    assertEquals(
        Optional.of(RefusalCode.ROSTER), decide(federation, federation.asker().without(1)));
  }

  /** Whether a run compares follows from the job: the asker cannot have a sum run in its place. */
  @Test
  @Tag("threat-41")
  void numberOfMissingNodes_otherThanTheJobWants_isRefused() {
    Federation open = Plan.of(Seeds.next("open job")).nodes(4).start();
    assertEquals(Optional.of(RefusalCode.NONE), decide(open, open.asker()));
    assertEquals(Optional.of(RefusalCode.ROSTER), decide(open, open.asker().without(1)));
    Federation guarded = plan().start();
    assertEquals(Optional.of(RefusalCode.ROSTER), decide(guarded, guarded.asker().without(0)));
  }

  @Test
  @Tag("threat-64")
  void operatorsListShortenedToTwoOfTheNodes_letsNoPieceLeave() {
    AgentBench bench = opened(plan().start());
    assertEquals(List.of(), bench.restart("n1", "n2").turn(ENOUGH).shares());
    assertEquals(Optional.of(RefusalCode.ROSTER), bench.said());
    AgentBench other = opened(plan().start());
    assertNotEquals(List.of(), other.restart("n1", "n2", "n4").turn(ENOUGH).shares());
  }

  @Test
  @Tag("threat-27")
  void recordsOfAContribution_forAnyCells_haveTheSameTopicsAndSizes() {
    long seed = Seeds.next("sizes of pieces");
    List<BusRecord> small = batch(seed, BigInteger.ZERO);
    List<BusRecord> large = batch(seed, BigInteger.ONE.shiftLeft(119).negate());
    assertEquals(small.size(), large.size());
    for (int i = 0; i < small.size(); i++) {
      assertEquals(small.get(i).topic(), large.get(i).topic());
      assertEquals(small.get(i).value().length, large.get(i).value().length);
    }
  }

  private static List<BusRecord> batch(long seed, BigInteger cell) {
    Federation federation =
        Plan.of(seed).nodes(4).release(GUARDED).cells("r01", Collections.nCopies(6, cell)).start();
    AgentBench bench = opened(federation).turn(ENOUGH);
    assertNotEquals(List.of(), bench.shares());
    assertEquals(4 * 2, bench.contribution().commitments().length / 48);
    assertEquals(4, bench.contribution().sealed().size());
    return bench.sent();
  }
}
