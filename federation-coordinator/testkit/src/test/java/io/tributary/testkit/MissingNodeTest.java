package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.coordinator.RunStatus;
import io.tributary.coordinator.TranscriptArchive;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.RefusalCode;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four nodes, of which the run can do without one: which set, who completes, who releases. */
final class MissingNodeTest {
  private static final String GUARDED = "{min_subjects: 2, min_organisations: 2, subjects: rows}";
  private static final PartyId R01 = new PartyId("r01");
  private static final PartyId R02 = new PartyId("r02");
  private static final PartyId R03 = new PartyId("r03");

  private static Plan plan(String name) {
    return Plan.of(Seeds.next(name)).nodes(4).repositories(3).release(GUARDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n2", "n3", "n4"})
  void run_oneNodeDown_completesWithoutIt(String down) {
    Federation federation =
        plan("node down").cheat(down, (f, id) -> new NodeThatGoesDown(f.honest(id), 0)).start();
    Asker asker = federation.asker().without(1).ask();
    federation.play(100, () -> released(federation) == 3);
    RunRecord record = federation.ledger().run(asker.run()).orElseThrow();
    assertEquals(RunState.COMPLETED, record.state());
    assertEquals(others(federation, down), record.closers());
    assertEquals(others(federation, down), record.completed());
    assertEquals(3, record.contributors());
    assertEquals("missing", state(federation, asker, down));
    assertTrue(frozen(federation, asker), "the transcript waits for nobody");
    assertEquals(List.of(), federation.broken());
  }

  @Test
  void run_allFourUp_closesAndCompletesWithAllOfThem() {
    Federation federation = plan("all up").start();
    Asker asker = federation.asker().without(1).ask();
    federation.play(100, () -> released(federation) == 4);
    RunRecord record = federation.ledger().run(asker.run()).orElseThrow();
    assertEquals(federation.roster().nodes(), record.closers());
    assertEquals(federation.roster().nodes(), record.completed());
  }

  @Test
  @Tag("threat-69")
  void run_completionWithheldByOne_completesWithoutIt() {
    Federation federation =
        plan("withheld completion")
            .cheat("n2", (f, id) -> new NodeWithholdingCompletion(f.honest(id)))
            .start();
    Asker asker = federation.asker().without(1).ask();
    federation.play(100, () -> released(federation) == 4);
    RunRecord record = federation.ledger().run(asker.run()).orElseThrow();
    assertEquals(4, record.closers().size());
    assertEquals(others(federation, "n2"), record.completed());
  }

  @Test
  @Tag("threat-69")
  void run_twoCompletionsWithheld_releasesNothingAndAborts() {
    Federation federation =
        plan("two withheld")
            .cheat("n2", (f, id) -> new NodeWithholdingCompletion(f.honest(id)))
            .cheat("n3", (f, id) -> new NodeWithholdingCompletion(f.honest(id)))
            .start();
    Asker asker = federation.asker().without(1).ask();
    federation.play(200, () -> federation.state(asker.run()) == RunState.ABORTED);
    assertEquals(RunState.ABORTED, federation.state(asker.run()));
    assertEquals(0, released(federation));
  }

  @Test
  void set_eachOfTwoRepositoriesWithholdsFromOneNode_isTheLargestThatThreeNodesHold() {
    Federation federation =
        plan("largest of triples")
            .minimum(2)
            .cheat("r01", (f, id) -> withholding(f, id, "n1"))
            .cheat("r02", (f, id) -> withholding(f, id, "n2"))
            .cheat("r03", (f, id) -> withholding(f, id, "n2"))
            .start();
    // n1 holds {2, 3}, n2 holds {1}, n3 and n4 hold all three: without n2, {2, 3} is common.
    Asker asker = federation.asker().without(1).ask();
    federation.play(200, () -> federation.state(asker.run()) == RunState.COMPLETED);
    RunRecord record = federation.ledger().run(asker.run()).orElseThrow();
    assertEquals(2, record.contributors());
    assertEquals(others(federation, "n2"), record.closers());
    assertEquals(List.of(R02, R03), members(federation, asker));
  }

  @Test
  void set_oneNodeHoldsLess_isThatOfTheOtherThree() {
    Federation federation =
        plan("three agree").cheat("r01", (f, id) -> withholding(f, id, "n3")).start();
    Asker asker = federation.asker().without(1).ask();
    federation.play(200, () -> federation.state(asker.run()) == RunState.COMPLETED);
    assertEquals(List.of(R01, R02, R03), members(federation, asker));
    assertEquals(
        others(federation, "n3"), federation.ledger().run(asker.run()).orElseThrow().closers());
  }

  @Test
  void request_withFaultsForAJobThatOnlyAdds_isRefused() {
    Federation federation = plan("sums").release("{open: true, reason: \"made up\"}").start();
    Asker asker = federation.asker().without(1).ask();
    federation.play(200, () -> federation.state(asker.run()) == RunState.ABORTED);
    List<Integer> codes =
        messages(federation, RefusalMessage.class).map(m -> m.signed().statement().code()).toList();
    assertEquals(Collections.nCopies(3, RefusalCode.ROSTER.code()), codes);
  }

  private static Party withholding(Federation federation, PartyId id, String from) {
    return federation.agent(
        id, new RepositoryWithholdingFromOneNode(federation, id, new PartyId(from)));
  }

  private static List<PartyId> others(Federation federation, String without) {
    return federation.roster().nodes().stream().filter(n -> !n.name().equals(without)).toList();
  }

  private static long released(Federation federation) {
    return federation.bus().published().stream()
        .map(BusRecord::topic)
        .filter(topic -> topic.startsWith("tributary-sums-"))
        .distinct()
        .count();
  }

  /** What the coordinator says of a node. */
  private static String state(Federation federation, Asker asker, String node) {
    Domain domain = federation.ledger().domain();
    RunStatus status = new RunStatus(domain, new TranscriptArchive(domain));
    JsonNode json =
        federation
            .coordinator()
            .store()
            .transact(tx -> status.status(tx, asker.run()).orElseThrow());
    return StreamSupport.stream(json.path("nodes").spliterator(), false)
        .filter(n -> n.path("id").asText().equals(node))
        .map(n -> n.path("state").asText())
        .findFirst()
        .orElseThrow();
  }

  private static boolean frozen(Federation federation, Asker asker) {
    return federation
        .coordinator()
        .store()
        .transact(tx -> tx.get("frozen", asker.run().toString()).isPresent());
  }

  private static List<PartyId> members(Federation federation, Asker asker) {
    Digest root = federation.ledger().run(asker.run()).orElseThrow().inclusionRoot();
    return messages(federation, CheckedMessage.class)
        .map(CheckedMessage::set)
        .filter(set -> set.root().equals(root))
        .findFirst()
        .map(set -> List.copyOf(set.members().keySet()))
        .orElseThrow();
  }

  private static <T extends Message> Stream<T> messages(Federation federation, Class<T> type) {
    return federation.bus().published().stream()
        .filter(r -> r.topic().equals(Topics.STATEMENTS))
        .map(r -> Messages.read(r.value()))
        .filter(type::isInstance)
        .map(type::cast);
  }
}
