package io.tributary.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.ScalarVector;
import io.tributary.node.Combiner;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.fake.Faults;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.AbortReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One node cheats: it is named, or nobody reads anything. */
final class CheatingNodeTest {
  @ParameterizedTest
  @CsvSource({"n1,0", "n2,3", "n3,5"})
  @Tag("threat-36")
  void sum_withOneBitFlipped_namesThatNode(String node, int cell) {
    Federation federation =
        Plan.of(Seeds.next("flipped bit"))
            .cheat(node, (f, id) -> f.node(id, new NodeFlippingOneBit(f, id, cell)))
            .start();
    Asker.End end = federation.asker().ask().await();
    // Blocks have four cells.
    assertEquals(new Asker.Lie(new PartyId(node), cell / 4), end);
  }

  @Test
  @Tag("threat-36")
  void lie_handedInAsEvidence_isDecidedByTheLedger() {
    Federation federation =
        Plan.of(Seeds.next("evidence"))
            .cheat("n2", (f, id) -> f.node(id, new NodeFlippingOneBit(f, id, 4)))
            .start();
    Asker asker = federation.asker().ask();
    assertInstanceOf(Asker.Lie.class, asker.await());
    assertEquals(Optional.empty(), federation.ledger().culprit(asker.run()));
    asker.accuse();
    federation.play(10, () -> federation.ledger().culprit(asker.run()).isPresent());
    assertEquals(Optional.of(new PartyId("n2")), federation.ledger().culprit(asker.run()));
    assertEquals(List.of(), federation.broken());
  }

  @Test
  @Tag("threat-62")
  void evidence_aboutARunOfTwoNodes_isNotTaken() {
    Federation federation =
        Plan.of(Seeds.next("evidence of two nodes"))
            .nodes(2)
            .cheat("n2", (f, id) -> f.node(id, new NodeFlippingOneBit(f, id, 4)))
            .start();
    Asker asker = federation.asker().ask();
    assertInstanceOf(Asker.Lie.class, asker.await());
    ProtocolException refused = assertThrows(ProtocolException.class, asker::accuse);
    assertEquals(Code.CONFLICT, refused.code());
    federation.play(10, () -> false);
    assertEquals(Optional.empty(), federation.ledger().culprit(asker.run()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n1", "n2", "n3"})
  @Tag("threat-69")
  @Tag("threat-38")
  void completion_withheld_opensNothingAndAborts(String node) {
    Federation federation =
        Plan.of(Seeds.next("withheld completion"))
            .cheat(node, (f, id) -> new NodeWithholdingCompletion(f.honest(id)))
            .start();
    Asker asker = federation.asker().ask();
    assertEquals(new Asker.Aborted(AbortReason.NO_COMPLETION), asker.await());
    assertTrue(federation.bus().published().stream().noneMatch(CheatingNodeTest::isOutput));
    federation.play(30, () -> false);
    assertTrue(federation.bus().published().stream().noneMatch(CheatingNodeTest::isOutput));
    assertEquals(List.of(), federation.broken());
  }

  /**
   * The accomplice cuts the relay at one kind of record after the other: whoever can read has a run
   * that cannot be refunded any more.
   */
  @Test
  @Tag("threat-69")
  @Tag("threat-38")
  void anyKindOfRecord_withheldFromNowOn_givesNoAnswerOrNoRefund() {
    for (String kind :
        List.of("acceptance", "contribution", "checked", "completion", "output", "dispatch")) {
      Federation federation = Plan.of(Seeds.next("withheld " + kind)).faults(Faults.NONE).start();
      federation.bus().withhold(isKind(kind));
      Asker asker = federation.asker().ask();
      asker.await();
      federation.play(30, () -> false);
      boolean opened = federation.bus().published().stream().anyMatch(CheatingNodeTest::isOutput);
      RunState state = federation.state(asker.run());
      assertTrue(!opened || state == RunState.COMPLETED, kind + ": " + state);
      assertEquals(List.of(), federation.broken());
    }
  }

  private static Predicate<BusRecord> isKind(String kind) {
    String member = "\"kind\":\"" + kind + "\"";
    return item ->
        new String(item.value(), java.nio.charset.StandardCharsets.ISO_8859_1).contains(member);
  }

  private static boolean isOutput(BusRecord item) {
    return item.topic().startsWith("tributary-sums-");
  }

  @Test
  @Tag("threat-63")
  void smallerSet_proposedAfterRestarts_getsNoSecondSum() {
    for (int i = 0; i < 10; i++) {
      Federation federation =
          Plan.of(Seeds.next("smaller set"))
              .kills(0.03)
              .cheat(
                  "coordinator", (f, id) -> new CoordinatorProposingSmallerSet(f, f.honest(id), id))
              .start();
      Asker asker = federation.asker().ask();
      Asker.Answer answer = assertInstanceOf(Asker.Answer.class, asker.await());
      assertEquals(federation.sum(answer.contributors()), answer.cells());
      federation.roster().nodes().forEach(node -> federation.actor(node.name()).kill());
      federation.play(10, () -> false);
      for (PartyId node : federation.roster().nodes()) {
        assertEquals(1, federation.sums(asker.run(), node));
      }
      assertEquals(List.of(), federation.broken());
    }
  }

  @Test
  @Tag("threat-38")
  void outputs_beforeTheLedgerIsComplete_areNotOnTheBus() {
    Federation federation = Plan.of(Seeds.next("ledger stops at closed")).start();
    Asker asker = federation.asker().ask();
    federation.bus().withhold(isKind("completion"));
    federation.play(30, () -> federation.state(asker.run()) == RunState.CLOSED);
    federation.play(5, () -> false);
    assertTrue(
        federation.bus().published().stream()
            .filter(item -> item.topic().equals("tributary-statements"))
            .anyMatch(item -> Messages.read(item.value()) instanceof CompletionMessage));
    assertTrue(
        federation.bus().published().stream()
            .filter(CheatingNodeTest::isOutput)
            .noneMatch(item -> Messages.read(item.value()) instanceof OutputMessage));
  }

  /** Cannot sum its first run, for whatever reason. */
  private static final class Broken extends Combiner {
    private int runs;

    Broken(Federation federation, PartyId node) {
      super(
          federation.identity(node),
          federation.ledger(),
          federation.keys(node),
          federation.random());
    }

    @Override
    protected void adjust(ScalarVector sums) {
      if (runs++ == 0) {
        throw new IllegalStateException("a mistake");
      }
    }
  }

  @Test
  @Tag("threat-39")
  void run_whoseSumFailsAtANode_holdsUpNoOther() {
    Federation federation =
        Plan.of(Seeds.next("failing sum"))
            .cheat("n2", (f, id) -> f.node(id, new Broken(f, id)))
            .start();
    Asker first = federation.asker().ask();
    Asker second = federation.asker().with("least", "1").ask();
    federation.play(2, () -> federation.state(first.run()) != federation.state(second.run()));
    Set<RunState> states = Set.of(federation.state(first.run()), federation.state(second.run()));
    assertEquals(Set.of(RunState.CLOSED, RunState.COMPLETED), states);
    // It is tried again, and here it succeeds.
    assertInstanceOf(Asker.Answer.class, first.await());
    assertInstanceOf(Asker.Answer.class, second.await());
    assertEquals(List.of(), federation.broken());
  }
}
