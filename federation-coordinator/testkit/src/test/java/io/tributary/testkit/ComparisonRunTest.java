package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.four.Message;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import io.tributary.protocol.job.evaluate.Suppression;
import io.tributary.protocol.port.Ledger.RunState;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole comparison runs: what opens is what the release rules say of the pooled cells, with one
 * node down, lying or killed at whatever time.
 */
final class ComparisonRunTest {
  private static final String RULES = "{min_subjects: 5, min_organisations: 2, subjects: rows}";

  /** Rows and amounts of four groups: large, small, empty, and large at one repository alone. */
  private static Plan plan(String name) {
    return Plan.of(Seeds.next(name))
        .nodes(4)
        .repositories(3)
        .shape(4, 3)
        .release(RULES)
        .cells("r01", cells(9, 900, 2, 150, 0, 0, 40, -4000))
        .cells("r02", cells(7, -77, 1, -90, 0, 0, 2, 20))
        .cells("r03", cells(8, 500, 1, 10, 0, 0, 1, 3));
  }

  private static List<BigInteger> cells(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }

  /** The oracle, worked out in the clear. */
  private static void assertOpened(Federation federation, Asker.End end) {
    Asker.Released released = assertInstanceOf(Asker.Released.class, end, federation.toString());
    CompiledJob job = federation.job().compiled();
    List<List<BigInteger>> contributions = new ArrayList<>();
    for (PartyId id : new TreeSet<>(released.contributors())) {
      contributions.add(federation.computer(id).cells());
    }
    Suppression.Shown shown = Suppression.of(job, contributions);
    List<BigInteger> sums = federation.sum(released.contributors());
    ReleasedCells.OfSet set = released.cells().sets().get(0);
    for (int group = 0; group < 4; group++) {
      boolean open = shown.group(List.of(0), group);
      assertEquals(open, set.shown().get(group), "group " + group);
      for (int i = 0; i < 2; i++) {
        BigInteger expected = open ? sums.get(2 * group + i) : BigInteger.ZERO;
        assertEquals(expected, set.cells().get(2 * group + i), "group " + group);
      }
    }
    assertEquals(
        Evaluation.evaluate(job, sums, shown).rows(),
        Evaluation.evaluate(job, released.cells()).rows());
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-41")
  @Tag("threat-68")
  void run_ofHonestNodes_opensTheLargeGroupsAndNothingElse() {
    Federation federation = plan("honest").start();
    Asker.End end = federation.asker().without(1).ask().await();
    assertOpened(federation, end);
    assertEquals(1, ((Asker.Released) end).cells().sets().get(0).shown().cardinality());
    assertEquals(Set.of(), ((Asker.Released) end).liars());
  }

  @Test
  void run_withEveryProcessKilledNowAndThen_opensTheSame() {
    Federation federation = plan("kills").kills(0.004).start();
    assertOpened(federation, federation.asker().without(1).ask().await());
    int kills =
        federation.roster().nodes().stream()
            .mapToInt(n -> federation.actor(n.name()).kills())
            .sum();
    assertTrue(kills > 0, "no node was killed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n2", "n3", "n4"})
  void run_withOneNodeDownFromTheStart_opensTheSame(String down) {
    Federation federation =
        plan("down").cheat(down, (f, id) -> new NodeThatGoesDown(f.honest(id), 0)).start();
    assertOpened(federation, federation.asker().without(1).ask().await());
  }

  /** It takes part until so many engine records have come to it, and is then gone for good. */
  @ParameterizedTest
  @CsvSource({"n1, 1", "n2, 5", "n3, 40", "n4, 90"})
  void run_withANodeThatGoesDownInTheMiddle_opensTheSame(String down, int after) {
    Federation federation =
        plan("middle").cheat(down, (f, id) -> new NodeThatGoesDown(f.honest(id), after)).start();
    assertOpened(federation, federation.asker().without(1).ask().await());
  }

  @ParameterizedTest
  @CsvSource({
    "n1, AGREE, 0",
    "n2, LAYER, 1",
    "n3, LAYER, 4",
    "n4, LAYER, 9",
    "n1, AGREE, 99",
    "n2, OPEN, 99",
  })
  @Tag("threat-37")
  @Tag("threat-38")
  @Tag("threat-61")
  void run_withALyingNode_opensTheSame(String liar, Message.Kind kind, int round) {
    Federation federation =
        plan("liar")
            .cheat(liar, (f, id) -> f.node(id, new NodeLyingToOthers(f, id, kind, round)))
            .start();
    assertOpened(federation, federation.asker().without(1).ask().await());
  }

  /** Neither a record, nor a store, nor the ledger holds the sum of a hidden group. */
  @Test
  @Tag("threat-41")
  @Tag("threat-62")
  void sumOfAHiddenGroup_isNowhereToBeFound() {
    BigInteger canary = new BigInteger("123456789abcdef0fedcba987654", 16);
    BigInteger shown = new BigInteger("23456789abcdef0fedcba9876543", 16);
    Federation federation =
        plan("canary")
            .cells("r01", with(cells(9, 0, 2, 0, 0, 0, 40, 0), 1, shown, 3, canary))
            .cells("r02", with(cells(7, 0, 1, 0, 0, 0, 2, 0), 1, shown, 3, canary))
            .cells("r03", with(cells(8, 0, 1, 0, 0, 0, 1, 0), 1, shown, 3, canary))
            .start();
    Asker.Released end =
        assertInstanceOf(Asker.Released.class, federation.asker().without(1).ask().await());
    List<BigInteger> opened = end.cells().sets().get(0).cells();
    BigInteger three = BigInteger.valueOf(3);
    assertEquals(shown.multiply(three), opened.get(1));
    assertEquals(BigInteger.ZERO, opened.get(3));
    assertEquals(List.of(), Traces.of(federation, canary.multiply(three)));
    // Each repository's own part is there with itself, to be dealt once more, and nowhere else.
    for (String trace : Traces.of(federation, canary)) {
      assertTrue(trace.matches("r0[123]: stored-cells/.*"), trace);
    }
    // The search finds what is there: the count of blocks, say, of every contribution.
    assertNotEquals(List.of(), Traces.of(federation, federation.job().digest()));
  }

  private static List<BigInteger> with(
      List<BigInteger> cells, int a, BigInteger first, int b, BigInteger second) {
    List<BigInteger> changed = new ArrayList<>(cells);
    changed.set(a, first);
    changed.set(b, second);
    return changed;
  }

  /** It says DONE and completes for all but one, and then keeps its output back. */
  @ParameterizedTest
  @ValueSource(strings = {"n1", "n4"})
  @Tag("threat-69")
  void run_withANodeThatSaysDoneToSomeOnly_opensTheSame(String liar) {
    Federation federation =
        plan("done to some")
            .cheat(liar, (f, id) -> new NodeSayingDoneToSome(f.honest(id), id, other(id)))
            .start();
    Asker asker = federation.asker().without(1).ask();
    federation.play(100, () -> federation.state(asker.run()) == RunState.COMPLETED);
    assertEquals(4, federation.ledger().run(asker.run()).orElseThrow().completed().size());
    assertOpened(federation, asker.await());
  }

  private static PartyId other(PartyId node) {
    return new PartyId(node.name().equals("n1") ? "n2" : "n1");
  }
}
