package io.tributary.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.ScalarVector;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.statement.SumRoot;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.RunResult;
import io.tributary.protocol.transcript.Transcript;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class QuerierOpeningTest {
  private static final PartyId LIAR = LyingRun.LIAR;

  private final long seed = Seeds.next("QuerierOpeningTest");
  private final EventChain chain = new EventChain();

  /** A node that seals its output so that nobody can read it. */
  private static final class MuteRun extends TestRun {
    MuteRun(TestChain chain, long seed) {
      super(chain, seed);
    }

    @Override
    byte[] output(PartyId node, ScalarVector sums, ScalarVector blindings) {
      byte[] output = super.output(node, sums, blindings);
      if (node.equals(LIAR)) {
        output[output.length - 1] ^= 1;
      }
      return output;
    }
  }

  private RunFolder folder(Transcript transcript) {
    return new RunFolder(transcript, Optional.empty(), Optional.empty());
  }

  private Opening open(TestRun run, SealingKeyPair key) {
    return QuerierOpening.open(
        Audit.replayed(folder(run.transcript()), chain.history()), key, run.random);
  }

  @Test
  void open_honestRun_givesTheSumsInTheClear() {
    TestRun run = new TestRun(chain, seed).play();
    Opening.Answer answer = assertInstanceOf(Opening.Answer.class, open(run, run.resultKey));
    RunResult.Sums sums = (RunResult.Sums) answer.result().opening();
    assertEquals(run.total(), sums.cells());
    assertEquals(
        List.of("A", 63L, 6000L),
        Evaluation.evaluate(run.job.compiled(), sums.cells()).rows().get(0));
    assertEquals(0, answer.receipt(run.transcript().root()).orElseThrow().outcome());
  }

  @Test
  @Tag("threat-36")
  void open_oneBitOfASumFlipped_namesTheNodeWithEvidenceThatConvincesOthers() {
    int cell = new Random(seed).nextInt(9);
    TestRun run = new LyingRun(chain, seed, cell).play();
    Opening.Lie lie = assertInstanceOf(Opening.Lie.class, open(run, run.resultKey));
    assertEquals(LIAR, lie.node());
    assertEquals(cell / TestJob.BLOCK_SIZE, lie.block());
    assertEquals(LIAR.bytes32(), lie.receipt(run.transcript().root()).orElseThrow().culprit());
    assertEquals(LIAR, lie.forLedger().orElseThrow().node());
    assertTrue(lie.forLedger().orElseThrow().convicts());

    AuditReport report = withEvidence(run, lie.evidence().write());
    assertTrue(report.ok(), report.text());
    assertTrue(report.text().contains("node n2 signed sums of block"), report.text());
  }

  @Test
  @Tag("threat-36")
  void evidence_againstAnHonestNodeOrAltered_isWorthNothing() {
    TestRun liar = new LyingRun(chain, seed, 5).play();
    SumEvidence true_ = ((Opening.Lie) open(liar, liar.resultKey)).evidence();
    // One honest node's name under the liar's block.
    SumRoot root = true_.root().statement();
    SumRoot framed = new SumRoot(new PartyId("n1"), root.runId(), root.root(), root.epoch());
    SumEvidence byAnother =
        new SumEvidence(
            new io.tributary.protocol.statement.Signed<>(framed, true_.root().signature()),
            true_.block(),
            true_.leaf(),
            true_.path());
    assertEvidenceFails(liar, byAnother.write());
    byte[] written = true_.write();
    Random random = new Random(seed);
    for (int position : Mutations.positions(written, random)) {
      assertEvidenceFails(liar, Mutations.changed(written, position, random));
    }
  }

  private void assertEvidenceFails(TestRun run, byte[] evidence) {
    AuditReport report = withEvidence(run, evidence);
    assertFalse(report.ok(), () -> new String(evidence, java.nio.charset.StandardCharsets.UTF_8));
    assertEquals("evidence.json", report.leaf().orElseThrow().name());
  }

  private AuditReport withEvidence(TestRun run, byte[] evidence) {
    return Audit.replayed(
            new RunFolder(
                run.transcript(), Optional.empty(), Optional.empty(), Optional.of(evidence)),
            chain.history())
        .report();
  }

  @Test
  void open_outputThatDoesNotDecrypt_namesTheNodeAndProvesNothing() {
    TestRun run = new MuteRun(chain, seed).play();
    Opening.Unreadable unreadable =
        assertInstanceOf(Opening.Unreadable.class, open(run, run.resultKey));
    assertEquals(LIAR, unreadable.node());
    assertTrue(unreadable.receipt(run.transcript().root()).isEmpty());
  }

  @Test
  void open_withAnotherKey_isUnreadable() {
    TestRun run = new TestRun(chain, seed).play();
    assertInstanceOf(Opening.Unreadable.class, open(run, SealingKeyPair.generate(run.random)));
  }

  @Test
  @Tag("threat-60")
  void open_auditFails_opensNothing() {
    TestRun run = new TestRun(chain, seed).play();
    run.messages.remove(3);
    Opening opening = open(run, run.resultKey);
    assertInstanceOf(Opening.NotProven.class, opening);
    assertFalse(opening.report().ok());
  }

  @Test
  @Tag("threat-60")
  void result_anyByteChanged_failsTheAudit() {
    TestRun run = new TestRun(chain, seed).play();
    Opening.Answer answer = (Opening.Answer) open(run, run.resultKey);
    byte[] file = answer.result().write(run.job.compiled());
    AuditReport good = withResult(run, file);
    assertTrue(good.ok(), good.text());
    Random random = new Random(seed);
    for (int position : Mutations.some(Mutations.positions(file, random), 3, random)) {
      AuditReport report = withResult(run, Mutations.changed(file, position, random));
      assertFalse(report.ok(), "byte " + position);
      assertEquals("result.json", report.leaf().orElseThrow().name());
    }
  }

  @Test
  @Tag("threat-60")
  void result_otherCellsWrittenWell_failsTheAudit() {
    TestRun run = new TestRun(chain, seed).play();
    Opening.Answer answer = (Opening.Answer) open(run, run.resultKey);
    RunResult.Sums sums = (RunResult.Sums) answer.result().opening();
    List<BigInteger> cells = new java.util.ArrayList<>(sums.cells());
    cells.set(2, cells.get(2).add(BigInteger.ONE));
    byte[] file =
        new RunResult(run.run, new RunResult.Sums(cells, sums.blindings()))
            .write(run.job.compiled());
    AuditReport report = withResult(run, file);
    assertFalse(report.ok());
    assertEquals("result.json", report.leaf().orElseThrow().name());
  }

  private AuditReport withResult(TestRun run, byte[] result) {
    return Audit.replayed(
            new RunFolder(run.transcript(), Optional.empty(), Optional.of(result)), chain.history())
        .report();
  }
}
