package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.agent.ContributionMaker;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.ComplaintMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.ComplaintCode;
import io.tributary.testkit.RepositoryWithBadPieces.Cheat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One repository deals pieces wrongly to nodes that compare: who got them complains and leaves it
 * out; who did not, holds it.
 */
final class CheatingDealerTest {
  private static final PartyId CHEAT = new PartyId("r02");
  private static final Set<PartyId> OTHERS = Set.of(new PartyId("r01"), new PartyId("r03"));
  private static final Set<PartyId> ALL = Set.of(new PartyId("r01"), CHEAT, new PartyId("r03"));

  private static Federation with(BiFunction<Federation, PartyId, ContributionMaker> maker) {
    return Plan.of(Seeds.next("cheating dealer"))
        .nodes(4)
        .release("{min_subjects: 2, min_organisations: 2, subjects: rows}")
        .cheat("r02", (federation, id) -> federation.agent(id, maker.apply(federation, id)))
        .start();
  }

  private static Asker asked(Federation federation) {
    return federation.asker().without(1).ask();
  }

  /** Asks, and plays until every node has signed a set. */
  private static Asker settled(Federation federation) {
    Asker asker = asked(federation);
    assertTrue(
        federation.play(
            Federation.CONTRIBUTION_SECONDS, () -> firstSets(federation, asker).size() == 4));
    return asker;
  }

  /** The sets that nodes have signed, all that they hold. */
  private static Map<PartyId, Set<PartyId>> firstSets(Federation federation, Asker asker) {
    Map<PartyId, Set<PartyId>> largest = new TreeMap<>();
    for (byte[] bytes : said(federation, asker, "checked/")) {
      CheckedMessage message = (CheckedMessage) Messages.read(bytes);
      largest.merge(
          message.signed().statement().node(),
          Set.copyOf(message.set().members().keySet()),
          (a, b) -> a.size() < b.size() ? b : a);
    }
    return largest;
  }

  private static Map<PartyId, ComplaintCode> complaints(Federation federation, Asker asker) {
    Map<PartyId, ComplaintCode> codes = new TreeMap<>();
    for (byte[] bytes : said(federation, asker, "complaint/")) {
      Complaint complaint = ((ComplaintMessage) Messages.read(bytes)).signed().statement();
      assertEquals(CHEAT, complaint.repository());
      codes.put(complaint.node(), ComplaintCode.of(complaint.code()));
    }
    return codes;
  }

  private static List<byte[]> said(Federation federation, Asker asker, String kind) {
    return List.copyOf(
        federation.coordinator().store().transact(tx -> StatementLog.under(tx, asker.run(), kind)));
  }

  private static void onlyComplains(
      Federation federation, Asker asker, PartyId victim, ComplaintCode code) {
    assertEquals(Map.of(victim, code), complaints(federation, asker));
    Map<PartyId, Set<PartyId>> sets = firstSets(federation, asker);
    for (PartyId node : federation.roster().nodes()) {
      assertEquals(node.equals(victim) ? OTHERS : ALL, sets.get(node));
    }
    assertEquals(List.of(), federation.broken());
  }

  @Test
  void piecesDealtHonestly_areHeldByAllNodes() {
    Federation federation =
        with((f, id) -> new ContributionMaker(f.identity(id), f.ledger(), f.random()));
    Asker asker = settled(federation);
    assertEquals(Map.of(), complaints(federation, asker));
    firstSets(federation, asker).values().forEach(set -> assertEquals(ALL, set));
  }

  @ParameterizedTest
  @EnumSource(Cheat.class)
  @Tag("threat-22")
  void pieces_notThoseCommittedTo_nameTheRepositoryAtWhoGotThem(Cheat cheat) {
    for (int victim = 0; victim < 4; victim++) {
      int node = victim;
      Federation federation = with((f, id) -> new RepositoryWithBadPieces(f, id, node, cheat));
      Asker asker = settled(federation);
      onlyComplains(
          federation, asker, federation.roster().nodes().get(victim), ComplaintCode.COMMITMENT);
    }
  }

  @Test
  @Tag("threat-65")
  void commitment_outsideTheSubgroup_namesTheRepositoryEverywhere() {
    Federation federation = with(RepositoryWithBadCommitmentPoint::new);
    Asker asker = settled(federation);
    assertEquals(4, complaints(federation, asker).size());
    assertEquals(
        Set.of(ComplaintCode.MALFORMED), Set.copyOf(complaints(federation, asker).values()));
    firstSets(federation, asker).values().forEach(set -> assertEquals(OTHERS, set));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n4"})
  @Tag("threat-66")
  void contribution_withheldFromOneNode_isInTheSetOfTheOthers(String victim) {
    PartyId node = new PartyId(victim);
    Federation federation = with((f, id) -> new RepositoryWithholdingFromOneNode(f, id, node));
    Asker asker = asked(federation);
    assertTrue(
        federation.play(
            Federation.CONTRIBUTION_SECONDS, () -> federation.state(asker.run()) != RunState.OPEN));
    List<PartyId> others =
        federation.roster().nodes().stream().filter(each -> !each.equals(node)).toList();
    assertEquals(others, federation.ledger().run(asker.run()).orElseThrow().closers());
    others.forEach(each -> assertEquals(ALL, firstSets(federation, asker).get(each)));
    assertFalse(firstSets(federation, asker).containsKey(node));
    assertEquals(List.of(), federation.broken());
  }
}
