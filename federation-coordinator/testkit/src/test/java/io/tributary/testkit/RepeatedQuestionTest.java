package io.tributary.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.AbortReason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same question, asked of the same repositories, of whom somebody keeps one out of the sum: the
 * nodes remember what they have summed, and make no second sum that tells what that one holds.
 */
final class RepeatedQuestionTest {
  private static final PartyId R03 = new PartyId("r03");
  private static final PartyId R04 = new PartyId("r04");
  private static final PartyId N3 = new PartyId("n3");
  private static final Set<PartyId> ALL = Set.of(new PartyId("r01"), new PartyId("r02"), R03);
  private static final Set<PartyId> TWO = Set.of(new PartyId("r01"), new PartyId("r02"));

  private static Federation federation(String what) {
    return Plan.of(Seeds.next(what)).minimum(2).start();
  }

  /** Records of shares that r03 sends to one node. */
  private static Predicate<BusRecord> sharesFor(String node) {
    String topic = Topics.shares(R03, new PartyId(node));
    return item -> item.topic().equals(topic);
  }

  private static Predicate<BusRecord> shares(PartyId from, PartyId to, Asker asker) {
    String run = asker.run().toString();
    return item -> item.topic().equals(Topics.shares(from, to)) && item.key().equals(run);
  }

  private static void everyone(Federation federation) {
    federation.bus().withhold(item -> false);
  }

  private static void answered(Federation federation, Asker asker, Set<PartyId> by) {
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
    assertEquals(by, answer.contributors());
    assertEquals(federation.sum(by), answer.cells());
    assertEquals(List.of(), federation.broken());
  }

  private static void refused(Federation federation, Asker asker, AbortReason reason) {
    assertEquals(new Asker.Aborted(reason), asker.await());
    for (PartyId node : federation.roster().nodes()) {
      assertEquals(0, federation.sums(asker.run(), node));
    }
    assertEquals(List.of(), federation.broken());
  }

  private static void restartNodes(Federation federation) {
    federation.roster().nodes().forEach(node -> federation.actor(node.name()).kill());
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n2", "n3"})
  @Tag("threat-70")
  void sum_ofASetLessOneThatTheRelayDropped_isNotMade(String victim) {
    Federation federation = federation("a share dropped");
    answered(federation, federation.asker().ask(), ALL);
    restartNodes(federation);
    federation.bus().withhold(sharesFor(victim));
    refused(federation, federation.asker().ask(), AbortReason.REPEATED);
    everyone(federation);
    answered(federation, federation.asker().ask(), ALL);
  }

  @Test
  @Tag("threat-70")
  void sum_ofASetLessOneThatIsSilent_isNotMade() {
    Federation federation = federation("a repository silent");
    answered(federation, federation.asker().ask(), ALL);
    federation.bus().withhold(item -> item.topic().equals(Topics.dispatch(R03)));
    refused(federation, federation.asker().ask(), AbortReason.REPEATED);
    // Another question is another matter.
    answered(federation, federation.asker().with("least", "1").ask(), TWO);
  }

  @Test
  @Tag("threat-70")
  void sum_ofASetLessOneThatTheCoordinatorProposes_isNotMadeBesideThatOfAll() {
    Federation federation =
        Plan.of(Seeds.next("a smaller set proposed"))
            .minimum(2)
            .cheat(
                "coordinator", (f, id) -> new CoordinatorProposingSmallerSet(f, f.honest(id), id))
            .start();
    // Whichever set becomes final first, it is the only one.
    Set<Set<PartyId>> summed = new HashSet<>();
    for (String victim : List.of("none", "n2", "none", "n1")) {
      federation.bus().withhold(victim.equals("none") ? item -> false : sharesFor(victim));
      if (federation.asker().ask().await() instanceof Asker.Answer answer) {
        summed.add(answer.contributors());
      }
    }
    assertEquals(1, summed.size(), () -> summed + " in " + federation);
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-70")
  void sum_ofOneMoreThanBefore_isMadeOfThoseBeforeOnly() {
    Federation federation = federation("one more than before");
    federation.bus().withhold(sharesFor("n1"));
    answered(federation, federation.asker().ask(), TWO);
    everyone(federation);
    restartNodes(federation);
    answered(federation, federation.asker().ask(), TWO);
  }

  @Test
  @Tag("threat-70")
  void sums_ofNearlyTheSameSetAtOnce_areNotBothMade() {
    Federation federation = Plan.of(Seeds.next("both at once")).repositories(4).minimum(3).start();
    // Without r03 the one, without r04 the other; both sets are settled at the same deadline.
    Asker one = federation.asker().ask();
    Asker other = federation.asker().ask();
    Predicate<BusRecord> less = shares(R03, N3, one).or(shares(R04, N3, other));
    federation.bus().withhold(less);
    Asker.End first = one.await();
    Asker.End second = other.await();
    boolean both = first instanceof Asker.Answer && second instanceof Asker.Answer;
    assertFalse(both, () -> first + " and " + second + " in " + federation);
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-70")
  void sum_ofWhichNothingWasReleased_isForgotten() {
    Federation federation = federation("an unfinished run");
    federation
        .bus()
        .withhold(item -> new String(item.value(), UTF_8).contains("\"kind\":\"completion\""));
    refusedAfterSumming(federation, federation.asker().ask());
    federation.bus().withhold(sharesFor("n1"));
    answered(federation, federation.asker().ask(), TWO);
  }

  private static void refusedAfterSumming(Federation federation, Asker asker) {
    assertEquals(new Asker.Aborted(AbortReason.NO_COMPLETION), asker.await());
    for (PartyId node : federation.roster().nodes()) {
      assertEquals(1, federation.sums(asker.run(), node));
    }
  }
}
