package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.AbortReason;
import java.math.BigInteger;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same question put again to the same repositories: the same answer, from store, or none. */
final class RepeatedAnswerTest {
  private static final PartyId R01 = new PartyId("r01");
  private static final PartyId R02 = new PartyId("r02");
  private static final PartyId R03 = new PartyId("r03");
  private static final Set<PartyId> ALL = Set.of(R01, R02, R03);
  private static final Set<PartyId> TWO = Set.of(R01, R02);
  private static final String NOISED =
      "{min_subjects: 5, min_organisations: 3, subjects: rows, noise: {rho: 0.1, corrupt: 0}}";
  private static final String BUDGET =
      Policies.ALLOW_ALL.replace(
          "reason: \"made up\"}",
          "reason: \"made up\", budget: {rho: 0.15, organisation: 0.15, per: ever}}");

  private static Federation federation(String what) {
    return Plan.of(Seeds.next(what)).minimum(2).start();
  }

  private static Federation noised(String what) {
    Plan plan = Plan.of(Seeds.next(what)).release(NOISED);
    ALL.forEach(id -> plan.cells(id.name(), Collections.nCopies(6, BigInteger.TEN)));
    Federation federation = plan.start();
    federation.policy(BUDGET);
    return federation;
  }

  private static List<BigInteger> answered(Asker asker, Set<PartyId> by) {
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
    assertEquals(by, answer.contributors());
    return answer.cells();
  }

  private static void ended(Federation federation, Asker asker, AbortReason reason) {
    assertEquals(new Asker.Aborted(reason), asker.await());
    for (PartyId node : federation.roster().nodes()) {
      assertEquals(0, federation.sums(asker.run(), node));
    }
    assertEquals(List.of(), federation.broken());
  }

  /** What the contributions of a run name. */
  private static Set<Optional<RunId>> named(Federation federation, Asker asker) {
    return federation
        .coordinator()
        .store()
        .transact(tx -> StatementLog.all(tx, asker.run(), "contribution"))
        .values()
        .stream()
        .map(bytes -> ((ContributionMessage) Messages.read(bytes)).signed().statement().repeats())
        .collect(Collectors.toSet());
  }

  private static int charges(Federation federation, PartyId repository) {
    return federation
        .actor(repository.name())
        .store()
        .transact(tx -> tx.scan("privacy-losses", ""))
        .size();
  }

  private static int computations(Federation federation) {
    return federation.computers().stream().mapToInt(CountingComputer::computations).sum();
  }

  private static void restart(Federation federation) {
    federation.everybody().forEach(Actor::kill);
  }

  @Test
  @Tag("threat-42")
  @Tag("threat-47")
  void noisyQuestion_askedAHundredTimes_hasOneAnswerAndOneCharge() {
    Federation federation = noised("a hundred repeats");
    Set<List<BigInteger>> answers = new HashSet<>();
    Asker first = federation.asker().ask();
    answers.add(answered(first, ALL));
    for (int i = 1; i < 100; i++) {
      Asker asker = federation.asker().ask();
      answers.add(answered(asker, ALL));
      assertEquals(Set.of(Optional.of(first.run())), named(federation, asker));
      // So that nobody has more to look at than the latest runs.
      assertEquals(RunState.RECEIVED, asker.receipt());
      if (i % 20 == 0) {
        federation.clock().advance(2 * 3600);
        restart(federation);
      }
    }
    assertEquals(1, answers.size());
    assertEquals(3, computations(federation));
    ALL.forEach(id -> assertEquals(1, charges(federation, id)));
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-47")
  void noisyQuestions_putAtOnce_haveOneAnswer() {
    Federation federation = noised("repeats at once");
    Asker one = federation.asker().ask();
    Asker other = federation.asker().ask();
    assertEquals(answered(one, ALL), answered(other, ALL));
    assertEquals(3, computations(federation));
  }

  @Test
  @Tag("threat-47")
  void noisyQuestion_askedAfresh_isPaidForWhileThereIsABudget() {
    Federation federation = noised("fresh");
    federation.policy(BUDGET.replace("0.15", "0.25"));
    List<BigInteger> first = answered(federation.asker().ask(), ALL);
    federation.clock().advance(1);
    List<BigInteger> second = answered(federation.asker().fresh().ask(), ALL);
    assertNotEquals(first, second);
    ended(federation, federation.asker().fresh().ask(), AbortReason.TOO_FEW);
    assertEquals(second, answered(federation.asker().ask(), ALL));
    assertEquals(2, charges(federation, R01));
  }

  @Test
  @Tag("threat-42")
  void exactQuestion_askedAgain_isAnsweredFromStore() {
    Federation federation = federation("exact repeats");
    Asker first = federation.asker().ask();
    List<BigInteger> answer = answered(first, ALL);
    assertEquals(Set.of(Optional.empty()), named(federation, first));
    restart(federation);
    Asker second = federation.asker().ask();
    assertEquals(answer, answered(second, ALL));
    assertEquals(Set.of(Optional.of(first.run())), named(federation, second));
    ended(federation, federation.asker().fresh().ask(), AbortReason.TOO_FEW);
    assertEquals(3, computations(federation));
  }

  @Test
  void comparisonRun_askedAgain_opensTheSameFromStore() {
    Federation federation =
        Plan.of(Seeds.next("comparison repeats"))
            .nodes(4)
            .release("{min_subjects: 5, min_organisations: 2, subjects: rows}")
            .cells("r01", Collections.nCopies(6, BigInteger.TEN))
            .cells("r02", Collections.nCopies(6, BigInteger.TEN))
            .cells("r03", Collections.nCopies(6, BigInteger.ONE))
            .start();
    Asker first = federation.asker().without(1).ask();
    Asker.Released answer = assertInstanceOf(Asker.Released.class, first.await());
    Asker second = federation.asker().without(1).ask();
    Asker.Released again = assertInstanceOf(Asker.Released.class, second.await());
    assertEquals(answer.cells().sets().get(0).cells(), again.cells().sets().get(0).cells());
    assertEquals(Set.of(Optional.of(first.run())), named(federation, second));
    assertEquals(3, computations(federation));
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-70")
  void answer_ofWhichOneRepositoryIsMissing_isNotGiven() {
    Federation federation = noised("one missing");
    answered(federation.asker().ask(), ALL);
    federation.bus().withhold(item -> item.topic().equals(Topics.shares(R03, new PartyId("n1"))));
    ended(federation, federation.asker().ask(), AbortReason.TOO_FEW);
  }

  @Test
  @Tag("threat-70")
  void answer_ofExactCellsOfWhichOneIsMissing_isNotGivenAndTheReasonSaysWhy() {
    Federation federation = federation("one missing of an exact answer");
    answered(federation.asker().ask(), ALL);
    federation.bus().withhold(item -> item.topic().equals(Topics.shares(R03, new PartyId("n1"))));
    ended(federation, federation.asker().ask(), AbortReason.REPEATED);
  }

  @Test
  @Tag("threat-70")
  void repositoryThatWasNotInTheAnswer_isLeftOutOfItsRepeat() {
    Federation federation = federation("one more");
    federation.bus().withhold(item -> item.topic().equals(Topics.dispatch(R03)));
    List<BigInteger> answer = answered(federation.asker().ask(), TWO);
    federation.bus().withhold(item -> false);
    assertEquals(answer, answered(federation.asker().ask(), TWO));
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-70")
  void repositoryThatNamesARunItWasNotIn_isLeftOut() {
    AtomicReference<Digest> named = new AtomicReference<>(Digest.ZERO);
    Federation federation =
        Plan.of(Seeds.next("names a run it was not in"))
            .cheat("r03", (f, id) -> f.agent(id, naming(f, id, named)))
            .start();
    federation.bus().withhold(item -> item.topic().equals(Topics.dispatch(R03)));
    Asker first = federation.asker().ask();
    List<BigInteger> answer = answered(first, TWO);
    federation.bus().withhold(item -> false);
    named.set(first.run().digest());
    restart(federation);
    assertEquals(answer, answered(federation.asker().ask(), TWO));
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-70")
  void oldCellsAndNewOnes_areNotAddedUp() {
    AtomicReference<Digest> named = new AtomicReference<>(Digest.ZERO);
    Federation federation =
        Plan.of(Seeds.next("names nothing"))
            .cheat("r03", (f, id) -> f.agent(id, naming(f, id, named)))
            .start();
    answered(federation.asker().ask(), ALL);
    ended(federation, federation.asker().ask(), AbortReason.REPEATED);
  }

  @Test
  @Tag("threat-42")
  void cellsNamedAsThoseOfAnotherQuestion_areNotAddedUp() {
    AtomicReference<Digest> named = new AtomicReference<>(Digest.ZERO);
    Plan plan = Plan.of(Seeds.next("another question"));
    ALL.forEach(r -> plan.cheat(r.name(), (f, id) -> f.agent(id, naming(f, id, named))));
    Federation federation = plan.start();
    Asker other = federation.asker().with("least", "1").ask();
    answered(other, ALL);
    named.set(other.run().digest());
    ended(federation, federation.asker().ask(), AbortReason.REPEATED);
  }

  private static RepositoryNamingAnotherRun naming(
      Federation federation, PartyId id, AtomicReference<Digest> named) {
    return new RepositoryNamingAnotherRun(federation, id, honest -> named.get());
  }

  @Test
  @Tag("threat-15")
  void answer_withRowsOfSomebodyWhoHasWithdrawn_isNotGivenAgain() {
    Federation federation = federation("withdrawn");
    federation.policy(
        Policies.ALLOW_ALL.replace(
            "consent: not-required, reason: \"made up\"", "subject: grp, consent: required"));
    List<BigInteger> answer = answered(federation.asker().ask(), ALL);
    assertEquals(answer, answered(federation.asker().ask(), ALL));
    federation.computer("r02").withdraw();
    ended(federation, federation.asker().ask(), AbortReason.REPEATED);
    assertEquals(3, computations(federation));
  }
}
