package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.agent.ContributionMaker;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.ComplaintMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.ComplaintCode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One repository cheats: it is named and left out, and the others' answer is right. */
final class CheatingRepositoryTest {
  private static final PartyId CHEAT = new PartyId("r02");
  private static final Set<PartyId> OTHERS = Set.of(new PartyId("r01"), new PartyId("r03"));

  private static Federation with(BiFunction<Federation, PartyId, ContributionMaker> maker) {
    return Plan.of(Seeds.next("cheating repository"))
        .cheat("r02", (federation, id) -> federation.agent(id, maker.apply(federation, id)))
        .start();
  }

  private static Set<ComplaintCode> complaints(Federation federation, Asker asker) {
    Set<ComplaintCode> codes = new TreeSet<>();
    for (byte[] bytes :
        federation
            .coordinator()
            .store()
            .transact(tx -> StatementLog.under(tx, asker.run(), "complaint/"))) {
      Complaint said = ((ComplaintMessage) Messages.read(bytes)).signed().statement();
      assertEquals(CHEAT, said.repository());
      codes.add(ComplaintCode.of(said.code()));
    }
    return codes;
  }

  private static void goesOnWithoutIt(Federation federation, Asker asker) {
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
    assertEquals(OTHERS, answer.contributors());
    assertEquals(federation.sum(OTHERS), answer.cells());
    assertEquals(List.of(), federation.broken());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  @Tag("threat-22")
  void share_notTheOneCommittedTo_namesTheRepository(int victim) {
    Federation federation = with((f, id) -> new RepositoryWithBadShare(f, id, victim));
    Asker asker = federation.asker().ask();
    goesOnWithoutIt(federation, asker);
    assertEquals(Set.of(ComplaintCode.COMMITMENT), complaints(federation, asker));
  }

  @Test
  @Tag("threat-65")
  void commitment_outsideTheSubgroup_namesTheRepository() {
    Federation federation = with(RepositoryWithBadCommitmentPoint::new);
    Asker asker = federation.asker().ask();
    goesOnWithoutIt(federation, asker);
    assertEquals(Set.of(ComplaintCode.MALFORMED), complaints(federation, asker));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n2", "n3"})
  @Tag("threat-66")
  void contribution_withheldFromOneNode_isNotInTheSet(String victim) {
    Federation federation =
        with((f, id) -> new RepositoryWithholdingFromOneNode(f, id, new PartyId(victim)));
    Asker asker = federation.asker().ask();
    goesOnWithoutIt(federation, asker);
    assertEquals(Set.of(ComplaintCode.INCOMPLETE), complaints(federation, asker));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n2", "n3"})
  @Tag("threat-66")
  void commitments_withheldFromOneNode_areNotInTheSet(String victim) {
    Federation federation =
        Plan.of(Seeds.next("commitments withheld"))
            .cheat(victim, (f, id) -> new NodeThatGetsNoStatementOf(f.honest(id), CHEAT))
            .start();
    Asker asker = federation.asker().ask();
    goesOnWithoutIt(federation, asker);
    // It has not seen any, and so complains of none.
    assertEquals(Set.of(), complaints(federation, asker));
  }

  @Test
  @Tag("threat-23")
  void repository_dealingTwice_leavesEvidenceAndAnAnswerOfOneContributionAtMost() {
    Federation federation = with(RepositoryDealingTwice::new);
    Asker asker = federation.asker().ask();
    Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
    if (answer.contributors().contains(CHEAT)) {
      assertEquals(federation.sum(federation.roster().repositories()), answer.cells());
    } else {
      assertEquals(federation.sum(OTHERS), answer.cells());
    }
    assertTrue(federation.ledger().equivocation(asker.run(), CHEAT).isPresent());
    for (PartyId honest : OTHERS) {
      assertFalse(federation.ledger().equivocation(asker.run(), honest).isPresent());
      assertEquals(1, federation.contributions(asker.run(), honest));
    }
    for (String witness : List.of("n1", "n2", "n3", "coordinator")) {
      Set<String> evidence =
          federation
              .actor(witness)
              .store()
              .transact(tx -> StatementLog.evidence(tx, asker.run()))
              .keySet();
      assertEquals(1, evidence.size(), witness);
      assertTrue(evidence.iterator().next().contains("/contribution/" + CHEAT), witness);
    }
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-23")
  @Tag("threat-66")
  void repository_recordingAnotherContributionThanItPublished_isLeftOut() {
    Federation federation = with(RepositoryRecordingAnother::new);
    Asker asker = federation.asker().ask();
    goesOnWithoutIt(federation, asker);
    for (PartyId node : federation.roster().nodes()) {
      assertEquals(1, federation.sums(asker.run(), node));
    }
  }
}
