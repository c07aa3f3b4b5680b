package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.AbortReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The nodes' own ledger node lies about a run: still one sum, and nothing opens too early. */
final class LyingLedgerTest {
  private static RunRecord as(RunRecord truth, RunState state, Digest root, int contributors) {
    return new RunRecord(
        truth.run(),
        state,
        truth.requestDigest(),
        truth.openedAt(),
        root,
        contributors,
        truth.closers(),
        List.of(),
        0);
  }

  /** The sets that all nodes have signed, largest first. */
  private static List<InclusionSet> signed(Federation federation, Asker asker) {
    List<InclusionSet> sets = new ArrayList<>();
    for (byte[] bytes :
        federation
            .coordinator()
            .store()
            .transact(tx -> StatementLog.under(tx, asker.run(), "checked/"))) {
      sets.add(((CheckedMessage) Messages.read(bytes)).set());
    }
    return sets.stream()
        .distinct()
        .sorted(Comparator.comparing(InclusionSet::size).reversed())
        .toList();
  }

  private static boolean isOutput(String topic) {
    return topic.startsWith("tributary-sums-");
  }

  private static long outputs(Federation federation) {
    return federation.bus().published().stream().filter(item -> isOutput(item.topic())).count();
  }

  /** Says nothing while the nodes have signed one set only: else there may be no second one. */
  private record SinkThatWaitsForTwoSets(Party sink) implements Party {
    @Override
    public Set<String> topics() {
      return sink.topics();
    }

    @Override
    public void receive(Tx tx, Delivery delivery, Outbox out) {
      sink.receive(tx, delivery, out);
    }

    @Override
    public void tick(Tx tx, long now, Outbox out) {
      long sets =
          tx.scan("runs", "").keySet().stream()
              .flatMap(run -> StatementLog.under(tx, RunId.parse(run), "checked/").stream())
              .map(bytes -> ((CheckedMessage) Messages.read(bytes)).set().root())
              .distinct()
              .count();
      if (sets != 1) {
        sink.tick(tx, now, out);
      }
    }
  }

  @Test
  @Tag("threat-63")
  @Tag("threat-57")
  void secondFinalSet_shownAfterTheFirstWasSummed_isNotSummed() {
    Federation federation =
        Plan.of(Seeds.next("second final set"))
            .cheat(
                "coordinator", (f, id) -> new CoordinatorProposingSmallerSet(f, f.honest(id), id))
            .cheat("sink", (f, id) -> new SinkThatWaitsForTwoSets(new Sink(f.ledger())))
            .start();
    Asker asker = federation.asker().ask();
    assertInstanceOf(Asker.Answer.class, asker.await());
    RunRecord truth = federation.ledger().run(asker.run()).orElseThrow();
    List<InclusionSet> sets = signed(federation, asker);
    assertTrue(sets.size() > 1, "only " + sets);
    for (InclusionSet set : sets) {
      for (RunState state : List.of(RunState.CLOSED, RunState.COMPLETED)) {
        federation.ledger().lieAbout(as(truth, state, set.root(), set.size()));
        federation.roster().nodes().forEach(node -> federation.actor(node.name()).kill());
        federation.play(3, () -> false);
      }
    }
    for (PartyId node : federation.roster().nodes()) {
      assertEquals(1, federation.sums(asker.run(), node));
    }
    assertEquals(3, outputs(federation));
  }

  @Test
  @Tag("threat-63")
  @Tag("threat-57")
  void falseFinalSet_shownByTheLedger_isSummedOnceAtMostAndOpensNothing() {
    Federation federation = Plan.of(Seeds.next("false final set")).start();
    // So that the true contract can close nothing.
    federation.bus().withhold(item -> text(item).contains("\"kind\":\"checked\""));
    Asker asker = federation.asker().ask();
    federation.play(1, () -> false);
    RunRecord truth = federation.ledger().run(asker.run()).orElseThrow();
    assertEquals(RunState.OPEN, truth.state());
    InclusionSet all = checkedBy(federation, "n1");
    Map<PartyId, Digest> members = new TreeMap<>(all.members());
    members.remove(all.members().lastKey());
    Digest unsigned = InclusionSet.of(members).root();
    federation.ledger().lieAbout(as(truth, RunState.CLOSED, unsigned, 2));
    federation.play(2, () -> false);
    assertEquals(0, sums(federation, asker), "a set that nobody signed");
    for (Digest root : List.of(unsigned, all.root(), unsigned)) {
      federation.ledger().lieAbout(as(truth, RunState.CLOSED, root, 2));
      federation.roster().nodes().forEach(node -> federation.actor(node.name()).kill());
      federation.play(2, () -> false);
      assertTrue(sums(federation, asker) <= 1);
    }
    assertEquals(1, sums(federation, asker));
    federation.ledger().confess(asker.run());
    assertEquals(new Asker.Aborted(AbortReason.NO_AGREEMENT), asker.await());
    assertEquals(0, outputs(federation));
  }

  private static int sums(Federation federation, Asker asker) {
    List<Integer> sums =
        federation.roster().nodes().stream()
            .map(node -> federation.sums(asker.run(), node))
            .distinct()
            .toList();
    assertEquals(1, sums.size(), sums.toString());
    return sums.get(0);
  }

  /** The set that a node has signed. */
  private static InclusionSet checkedBy(Federation federation, String node) {
    byte[] message =
        federation.actor(node).store().table("checked").values().stream().findFirst().orElseThrow();
    return ((CheckedMessage) Messages.read(message)).set();
  }

  private static String text(BusRecord item) {
    return new String(item.value(), StandardCharsets.ISO_8859_1);
  }

  @Test
  @Tag("threat-69")
  @Tag("threat-57")
  void completion_withheldWhileTheLedgerSaysCompleted_opensNothing() {
    for (String accomplice : List.of("n1", "n2", "n3")) {
      Federation federation =
          Plan.of(Seeds.next("ledger says completed"))
              .cheat(accomplice, (f, id) -> new NodeWithholdingCompletion(f.honest(id)))
              .start();
      Asker asker = federation.asker().ask();
      federation.play(60, () -> federation.state(asker.run()) == RunState.CLOSED);
      federation.play(3, () -> false);
      RunRecord truth = federation.ledger().run(asker.run()).orElseThrow();
      federation
          .ledger()
          .lieAbout(as(truth, RunState.COMPLETED, truth.inclusionRoot(), truth.contributors()));
      federation.play(5, () -> false);
      // The accomplice has its own completion, and may open what is its own.
      assertTrue(outputs(federation) <= 1, "outputs " + outputs(federation));
      federation.ledger().confess(asker.run());
      assertEquals(new Asker.Aborted(AbortReason.NO_COMPLETION), asker.await());
      assertTrue(outputs(federation) <= 1);
    }
  }
}
