package io.tributary.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.LocalLedger;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that can do without one of four nodes: the sink waits for it a while, and not for ever. */
final class MissingNodeTest extends OnChain {
  private static final List<PartyId> FOUR = LocalLedger.FOUR_NODES;
  private static final List<PartyId> THREE = FOUR.subList(0, 3);

  private Scene scene;
  private SinkRunner runner;

  @BeforeEach
  void contribute() {
    Digest job = chain.vettedJob();
    scene = new Scene(chain, job, chain.requestWithAFault(job));
    runner = new SinkRunner(ledger, writer);
    scene.contributed().forEach(runner::deliver);
    runner.until(
        () ->
            scene.set().members().keySet().stream()
                .allMatch(r -> ledger.contribution(scene.run, r).isPresent()));
  }

  @Test
  void close_allFourHaveChecked_isWrittenAtOnce() {
    checked(FOUR);
    assertTrue(secondsTo(RunState.CLOSED) < SinkRunner.GRACE);
    assertEquals(FOUR, record().closers());
  }

  @Test
  void close_threeOfFourHaveChecked_isWrittenAfterTheGrace() {
    checked(THREE);
    assertTrue(secondsTo(RunState.CLOSED) >= SinkRunner.GRACE);
    assertEquals(THREE, record().closers());
  }

  @Test
  void close_theFourthChecksWithinTheGrace_isWrittenWithIt() {
    checked(THREE);
    steps(SinkRunner.GRACE / 2);
    checked(FOUR.subList(3, 4));
    assertTrue(secondsTo(RunState.CLOSED) < SinkRunner.GRACE / 2);
    assertEquals(FOUR, record().closers());
  }

  @Test
  void close_restartedWithinTheGrace_isWrittenAfterAnother() {
    checked(THREE);
    steps(SinkRunner.GRACE / 2);
    runner.restart();
    assertTrue(secondsTo(RunState.CLOSED) >= SinkRunner.GRACE);
    assertEquals(THREE, record().closers());
  }

  @Test
  void close_twoOfFourHaveChecked_isNeverWritten() {
    checked(FOUR.subList(1, 3));
    steps(3 * SinkRunner.GRACE);
    assertEquals(RunState.OPEN, record().state());
  }

  @Test
  void complete_threeClosersAllCompleted_isWrittenAtOnce() {
    checked(THREE);
    secondsTo(RunState.CLOSED);
    completed(THREE);
    assertTrue(secondsTo(RunState.COMPLETED) < SinkRunner.GRACE);
    assertEquals(THREE, record().completed());
  }

  @Test
  void complete_oneOfFourClosersMissing_isWrittenAfterTheGrace() {
    checked(FOUR);
    secondsTo(RunState.CLOSED);
    completed(FOUR.subList(1, 4));
    assertTrue(secondsTo(RunState.COMPLETED) >= SinkRunner.GRACE);
    assertEquals(FOUR.subList(1, 4), record().completed());
    runner.deliver(scene.receipt());
    secondsTo(RunState.RECEIVED);
  }

  private void checked(List<PartyId> nodes) {
    nodes.forEach(n -> runner.deliver(scene.checked(n, scene.set())));
  }

  private void completed(List<PartyId> nodes) {
    nodes.forEach(n -> runner.deliver(scene.completion(n)));
  }

  private void steps(int seconds) {
    for (int i = 0; i < seconds; i++) {
      runner.step(false);
    }
  }

  private long secondsTo(RunState state) {
    long before = runner.now();
    runner.until(() -> record().state() == state);
    return runner.now() - before;
  }

  private RunRecord record() {
    return ledger.run(scene.run).orElseThrow();
  }
}
