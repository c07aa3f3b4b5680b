package io.tributary.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tributary.ledger.Account;
import io.tributary.ledger.LedgerWriter;
import io.tributary.ledger.LocalLedger;
import io.tributary.ledger.OpenedSums;
import io.tributary.ledger.chain.ChainExport;
import io.tributary.ledger.chain.ChainProof;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.LoggedEvent;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Signed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sink on a real chain. */
final class SinkTest extends OnChain {
  private static final PartyId R1 = new PartyId("r01");
  private static final PartyId N2 = new PartyId("n2");

  /** The checkpoint, and the first look at what is on its way. */
  private static final int STEPS_UNTIL_LOOKED_UP = 2;

  @Test
  void run_messagesInAnyOrder_isWrittenToTheReceipt() {
    long seed = System.nanoTime();
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    List<Message> messages = new ArrayList<>(scene.messages());
    Message receipt = messages.remove(messages.size() - 1);
    Collections.shuffle(messages, new Random(seed));
    messages.forEach(runner::deliver);
    runner.deliver(receipt);
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(Map.of(), runner.deadLetters(), () -> "seed " + seed);
    assertComplete(scene);
  }

  @Test
  void run_jobNotVettedYet_isVettedFromTheDispatch() {
    Digest job = LocalLedger.digest("a job nobody has written to the ledger");
    Scene scene = new Scene(chain, job);
    SinkRunner runner = new SinkRunner(ledger, writer);
    scene.messages().forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(LocalLedger.ids("vetter-1", "vetter-2"), ledger.job(job).orElseThrow().vetters());
  }

  @Test
  void run_everyOutcomeLostOnce_isWrittenExactlyOnce() {
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    scene.messages().forEach(runner::deliver);
    for (int i = 0; i < 200 && state(scene.run) != RunState.RECEIVED; i++) {
      runner.step(true);
      runner.step(false);
    }
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(Map.of(), runner.deadLetters());
    assertComplete(scene);
  }

  @Test
  void run_killedAtEveryStepOfTheWriter_isWrittenExactlyOnce() {
    DisturbedWriter disturbed = new DisturbedWriter(writer);
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, disturbed);
    scene.messages().forEach(runner::deliver);
    // Each life gets a little further than the one before, and dies one step later.
    for (int life = 0; life < 400 && state(scene.run) != RunState.RECEIVED; life++) {
      disturbed.dieAfter(life % 40);
      runner.step(false);
      runner.step(false);
    }
    disturbed.calm();
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(Map.of(), runner.deadLetters());
    assertComplete(scene);
  }

  @Test
  void run_twoSinksAtOnce_isWrittenExactlyOnce() {
    Scene scene = new Scene(chain, chain.vettedJob());
    Account other = Account.ofMnemonic(LocalLedger.MNEMONIC, 2);
    try (LedgerWriter second =
        LedgerWriter.connect(chain.anvil().url(), chain.domain(), other, 0)) {
      SinkRunner one = new SinkRunner(ledger, writer);
      SinkRunner two = new SinkRunner(ledger, second);
      scene.messages().forEach(one::deliver);
      scene.messages().forEach(two::deliver);
      for (int i = 0; i < 200 && state(scene.run) != RunState.RECEIVED; i++) {
        one.step(false);
        two.step(false);
      }
      one.until(() -> state(scene.run) == RunState.RECEIVED);
      assertEquals(Map.of(), one.deadLetters());
      assertEquals(Map.of(), two.deadLetters());
      assertComplete(scene);
    }
  }

  @Test
  @Tag("threat-51")
  void run_chainGoesBackBehindWhatWasWritten_isWrittenAgain() {
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    List<Message> messages = scene.messages();
    String before = chain.rpc("evm_snapshot");
    messages.subList(0, 9).forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.CLOSED);
    chain.rpc("evm_revert", before);
    chain.rpc("evm_mine");
    runner.until(() -> state(scene.run) == RunState.CLOSED);
    messages.subList(9, messages.size()).forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(Map.of(), runner.deadLetters());
    assertComplete(scene);
  }

  @Test
  @Tag("threat-51")
  void run_chainGoesBackWhileTheNextTransactionIsOnItsWay_isWrittenAgain() {
    DisturbedWriter disturbed = new DisturbedWriter(writer);
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, disturbed);
    List<Message> messages = scene.messages();
    messages.subList(0, 9).forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.CLOSED);
    messages.subList(9, messages.size()).forEach(runner::deliver);
    runner.until(() -> !runner.store().table("sink-flights").isEmpty());
    // The transaction of the completions has the nonce after the one that closed the run.
    disturbed.after(STEPS_UNTIL_LOOKED_UP, () -> chain.rpc("anvil_rollback", 1));
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(Map.of(), runner.deadLetters());
    assertComplete(scene);
  }

  @Test
  @Tag("threat-51")
  void run_chainReorganisesBelowTheHead_isWrittenAgain() {
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    List<Message> messages = scene.messages();
    messages.subList(0, 9).forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.CLOSED);
    // As many blocks as before, other ones, and what was in the old ones is gone.
    chain.rpc("anvil_reorg", 3, List.of());
    assertEquals(RunState.OPEN, state(scene.run));
    messages.subList(9, messages.size()).forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(Map.of(), runner.deadLetters());
    assertComplete(scene);
  }

  @Test
  @Tag("threat-51")
  void run_chainGoesBackAtEveryStepOfTheWriter_isWrittenExactlyOnce() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    DisturbedWriter disturbed = new DisturbedWriter(writer);
    Scene scene = new Scene(chain, chain.vettedJob());
    long before = ledger.height();
    SinkRunner runner = new SinkRunner(ledger, disturbed);
    scene.messages().forEach(runner::deliver);
    for (int step = 0; step < 80; step++) {
      disturbed.after(step % 40, () -> goBack(random.nextLong(1, 4), before));
      for (int i = 0; i < 4; i++) {
        runner.step(false);
      }
    }
    disturbed.calm();
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(Map.of(), runner.deadLetters(), () -> "seed " + seed);
    assertComplete(scene);
  }

  private static void goBack(long blocks, long notBehind) {
    long most = ledger.height() - notBehind;
    if (most > 0) {
      chain.rpc("anvil_rollback", Math.min(blocks, most));
    }
  }

  @Test
  void writer_nonceTakenByAnother_isPreparedAnew() {
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    runner.deliver(scene.dispatch());
    runner.step(false); // signed and stored, not sent
    Scene taking = new Scene(chain, chain.vettedJob());
    SinkRunner thief = new SinkRunner(ledger, writer);
    thief.deliver(taking.dispatch());
    thief.until(() -> state(taking.run) == RunState.OPEN);
    runner.until(() -> state(scene.run) == RunState.OPEN);
  }

  @Test
  @Tag("threat-23")
  void contribution_secondDifferent_isRecordedAsEvidence() {
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    List.of(scene.dispatch(), scene.contribution(R1, ""), scene.contribution(R1, "second"))
        .forEach(runner::deliver);
    runner.until(() -> events(scene.run).contains("EquivocationRecorded"));
    InclusionSet set = scene.set();
    assertEquals(set.members().get(R1), ledger.contribution(scene.run, R1).orElseThrow());
  }

  @Test
  @Tag("threat-36")
  void evidence_againstANode_isWrittenOnceBeforeOrAfterTheReceipt() {
    for (boolean received : List.of(false, true)) {
      Scene scene = new Scene(chain, chain.vettedJob());
      SinkRunner runner = new SinkRunner(ledger, writer);
      List<Message> messages = scene.messages();
      int upTo = messages.size() - (received ? 0 : 1);
      messages.subList(0, upTo).forEach(runner::deliver);
      runner.until(() -> state(scene.run) == (received ? RunState.RECEIVED : RunState.COMPLETED));
      OpenedSums sums =
          new OpenedSums(chain, N2, scene.run).block(4, new Random(1)).block(3, new Random(2));
      Signed<Completion> completion = sums.completion(scene.set().root());
      OpeningEvidence honest = sums.evidence(1, completion);
      runner.deliver(new EvidenceMessage(honest));
      assertEquals(1, runner.deadLetters().size());
      EvidenceMessage lie = new EvidenceMessage(sums.lie(1, 2).evidence(1, completion));
      runner.deliver(lie);
      runner.deliver(lie);
      runner.until(() -> ledger.culprit(scene.run).isPresent());
      assertEquals(Optional.of(N2), ledger.culprit(scene.run));
      assertEquals(1, Collections.frequency(events(scene.run), "NodeConvicted"));
      assertEquals(1, runner.deadLetters().size());
    }
  }

  @Test
  @Tag("threat-63")
  void close_nodesAgreeOnTwoSets_writesTheLargerOnly() {
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    InclusionSet all = scene.set();
    InclusionSet fewer = InclusionSet.of(Map.of(R1, all.members().get(R1)));
    List<Message> messages = new ArrayList<>(scene.messages().subList(0, 6));
    for (PartyId node : LocalLedger.NODES) {
      messages.add(scene.checked(node, fewer));
      messages.add(scene.checked(node, all));
      messages.add(scene.completion(node));
    }
    messages.forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.COMPLETED);
    assertEquals(all.root(), ledger.run(scene.run).orElseThrow().inclusionRoot());
  }

  @Test
  @Tag("threat-69")
  void complete_oneCompletionMissing_isNotWritten() {
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    List<Message> messages = scene.messages();
    messages.subList(0, messages.size() - 2).forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.CLOSED);
    for (int i = 0; i < 10; i++) {
      runner.step(false);
    }
    assertEquals(RunState.CLOSED, state(scene.run));
    runner.deliver(scene.abort(AbortReason.NO_COMPLETION));
    runner.until(() -> state(scene.run) == RunState.ABORTED);
    runner.deliver(messages.get(messages.size() - 2));
    for (int i = 0; i < 10; i++) {
      runner.step(false);
    }
    assertEquals(RunState.ABORTED, state(scene.run));
  }

  @Test
  @Tag("threat-34")
  void receive_garbageForgeriesAndStrangers_arePutAsideByDigestAndCode() {
    Scene scene = new Scene(chain, chain.vettedJob());
    SinkRunner runner = new SinkRunner(ledger, writer);
    runner.deliver("canary: not a message".getBytes(StandardCharsets.UTF_8));
    byte[] forged = Messages.write(scene.acceptance(R1));
    String text = new String(forged, StandardCharsets.UTF_8);
    runner.deliver(text.replace("\"r01\"", "\"r02\"").getBytes(StandardCharsets.UTF_8));
    runner.deliver(scene.receipt()); // before any dispatch
    assertEquals(3, runner.deadLetters().size());
    assertFalse(runner.deadLetters().toString().contains("canary"));
    scene.messages().forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
  }

  @Test
  void open_refusedByTheContract_isDeadLetteredWithItsCode() {
    Scene scene = new Scene(chain, chain.vettedJob());
    Scene bad = new Scene(chain, LocalLedger.digest("never vetted, and nobody approves it"));
    SinkRunner runner = new SinkRunner(ledger, writer);
    RunDispatch dispatch = bad.dispatch();
    runner.deliver(
        new RunDispatch(dispatch.request(), dispatch.job(), List.of(), dispatch.parameters()));
    scene.messages().forEach(runner::deliver);
    runner.until(() -> state(scene.run) == RunState.RECEIVED);
    assertEquals(Map.of(bad.run + "/open", "{\"code\":\"JobNotVetted\"}"), runner.deadLetters());
  }

  /** Each statement once, nothing twice. */
  private static void assertComplete(Scene scene) {
    List<LedgerEvent> events = log(scene.run);
    List<LedgerEvent> statements =
        events.stream().filter(e -> e instanceof LedgerEvent.StatementRecorded).toList();
    assertEquals(12, statements.size(), events::toString);
    assertEquals(12, new HashSet<>(statements).size(), events::toString);
    List<String> others = new ArrayList<>(events(scene.run));
    others.removeIf(name -> name.equals("StatementRecorded"));
    assertEquals(List.of("RunOpened", "RunClosed", "RunCompleted", "RunReceived"), others);
  }

  private static List<String> events(RunId run) {
    return log(run).stream().map(e -> e.getClass().getSimpleName()).toList();
  }

  private static List<LedgerEvent> log(RunId run) {
    if (state(run) == RunState.NONE) {
      return List.of();
    }
    return ChainProof.verify(ChainExport.export(ledger, run)).events().stream()
        .map(LoggedEvent::event)
        .filter(e -> e instanceof LedgerEvent.OfRun)
        .toList();
  }

  private static RunState state(RunId run) {
    return ledger.run(run).map(r -> r.state()).orElse(RunState.NONE);
  }
}
