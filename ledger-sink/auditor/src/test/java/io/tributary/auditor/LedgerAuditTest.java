package io.tributary.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.auditor.RunVerdict.Verdict;
import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.ContractLogs;
import io.tributary.protocol.fake.FakeLedger;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AbortMessage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptException;
import io.tributary.protocol.transcript.TranscriptFile;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every run of a real chain: right, tampered with, missing, aborted, and with a liar in it. */
final class LedgerAuditTest {
  private static final BigInteger BOND = BigInteger.TEN.pow(18);

  private static AnvilChain chain;
  private static TestRun honest;
  private static Transcript honestLines;
  private static TestRun late;
  private static byte[] beforeReceipt;
  private static Transcript lateLines;
  private static TestRun missing;
  private static TestRun open;
  private static TestRun aborted;
  private static TestRun lied;
  private static Transcript liedLines;
  private static byte[] beforeConviction;

  /** An archive in memory, which counts what it was given to keep. */
  private static final class Memory implements Archive {
    final Map<RunId, RunFolder> kept = new HashMap<>();
    final Map<RunId, Transcript> handedOut = new HashMap<>();

    @Override
    public Optional<RunFolder> kept(RunId run) {
      return Optional.ofNullable(kept.get(run));
    }

    @Override
    public Optional<Transcript> fetched(RunId run) {
      return Optional.ofNullable(handedOut.get(run));
    }

    @Override
    public void keep(RunId run, RunFolder folder) {
      kept.put(run, folder);
    }
  }

  @BeforeAll
  static void play() {
    long seed = Seeds.next("LedgerAuditTest");
    chain = new AnvilChain(BOND);
    honest = new TestRun(chain, seed).play();
    honestLines = honest.receive();
    late = later(chain, seed, 1).play("late", "2022");
    beforeReceipt = chain.export(late.run);
    lateLines = late.receive();
    missing = later(chain, seed, 2).play("missing", "2023");
    open = stopped(later(new OpenChain(chain), seed, 3).play("open", "2024"));
    aborted = stopped(later(new OpenChain(chain), seed, 4).play("aborted", "2025"));
    abort(aborted);
    lied = lying(seed).play("lied", "2026");
    convict(lied);
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  /** A further run of the roster that is registered already. */
  private static TestRun later(TestChain on, long seed, int number) {
    return new TestRun(on, seed) {
      @Override
      void registerAll() {}

      @Override
      List<Signed<Approval>> approvals(long expires) {
        return super.approvals(expires + 1000L * number);
      }
    };
  }

  private static TestRun lying(long seed) {
    return new LyingRun(chain, seed, 5) {
      @Override
      void registerAll() {}

      @Override
      List<Signed<Approval>> approvals(long expires) {
        return super.approvals(expires + 9000);
      }
    };
  }

  /** What the nodes of a run that never closed have not said. */
  private static TestRun stopped(TestRun run) {
    run.messages.removeIf(
        m ->
            m instanceof CheckedMessage
                || m instanceof CompletionMessage
                || m instanceof OutputMessage);
    return run;
  }

  private static void abort(TestRun run) {
    PartyId coordinator = run.roster.coordinator().id();
    Signed<Abort> signed =
        run.sign(coordinator, new Abort(coordinator, run.run, AbortReason.NO_AGREEMENT.code(), 1));
    chain.abort(signed);
    run.messages.add(new AbortMessage(signed));
  }

  private static void convict(TestRun run) {
    Opening.Lie lie =
        assertInstanceOf(
            Opening.Lie.class,
            QuerierOpening.open(
                RunFolder.of(run.transcript(), chain.export(run.run)),
                Optional.empty(),
                run.resultKey,
                run.random));
    liedLines = run.receive(1, lie.node().bytes32());
    beforeConviction = chain.export(run.run);
    chain.convict(lie.forLedger().orElseThrow());
  }

  private static RunFolder folder(Transcript lines, TestRun run) {
    return RunFolder.of(lines, chain.export(run.run));
  }

  private static RunVerdict audit(Archive archive, TestRun run) {
    try (Web3Ledger ledger = chain.ledger()) {
      LiveLedger then = LiveLedger.of(ledger, ContractLogs.read(ledger));
      return new LedgerAudit(then, LiveLedger.of(ledger), archive).audit(run.run);
    }
  }

  private static RunVerdict kept(RunFolder folder, TestRun run) {
    Memory archive = new Memory();
    archive.kept.put(run.run, folder);
    return audit(archive, run);
  }

  @Test
  void run_asItWas_isOkAndItsStoryIsTold() {
    RunVerdict verdict = kept(folder(honestLines, honest), honest);
    assertEquals(Verdict.OK, verdict.verdict(), verdict.why());
    assertEquals("loans", verdict.job());
    RunStory story = verdict.story().orElseThrow();
    assertEquals(honest.roster.querier().key().address(), story.account());
    assertEquals(3, story.contributors());
    assertEquals(0, story.gas().untold());
    // Opened; three accept and contribute, one refuses; closed, completed, received.
    assertEquals(11, story.gas().transactions());
    assertEquals(gasOfBlocks(story), story.gas().told());
  }

  /** Each transaction has a block of its own there. */
  private static long gasOfBlocks(RunStory story) {
    try (Web3Ledger ledger = chain.ledger()) {
      long sum = 0;
      for (long number = story.block(); number < story.block() + 11; number++) {
        String block = "0x" + Long.toHexString(number);
        String used = ledger.raw("eth_getBlockByNumber", block, false).path("gasUsed").asText();
        sum += Long.decode(used);
      }
      return sum;
    }
  }

  @Test
  @Tag("threat-60")
  void run_tamperedWith_isAMismatchAtItsLeaf() {
    Map<TranscriptFile, List<byte[]>> lines = new EnumMap<>(TranscriptFile.class);
    for (TranscriptFile file : TranscriptFile.values()) {
      lines.put(file, honestLines.lines(file));
    }
    Map<Digest, byte[]> blobs = new HashMap<>(honestLines.blobs());
    Digest blob = blobs.keySet().iterator().next();
    byte[] changed = blobs.get(blob).clone();
    changed[0] ^= 1;
    blobs.put(blob, changed);
    Transcript tampered = Transcript.of(lines, blobs);
    RunVerdict verdict = kept(folder(tampered, honest), honest);
    assertEquals(Verdict.MISMATCH, verdict.verdict());
    assertEquals(Leaf.blob(blob), verdict.leaf().orElseThrow());
    assertTrue(verdict.story().isPresent());
  }

  @Test
  @Tag("threat-60")
  void run_soundFolderOfAnotherRun_isAMismatch() {
    RunVerdict verdict = kept(folder(honestLines, honest), late);
    assertEquals(Verdict.MISMATCH, verdict.verdict());
    assertTrue(verdict.why().contains("is of run " + honest.run), verdict.why());
  }

  @Test
  void run_withoutTranscript_isMissingAndNotPassed() {
    RunVerdict verdict = audit(new Memory(), missing);
    assertEquals(Verdict.MISSING, verdict.verdict());
    assertEquals(missing.job.digest().hex(), verdict.job());
    assertTrue(verdict.verdict().isUnseen());
  }

  @Test
  void run_stillOpen_isRunningEvenIfAFolderIsKept() {
    assertEquals(Verdict.RUNNING, audit(new Memory(), open).verdict());
    assertEquals(Verdict.RUNNING, kept(folder(open.transcript(), open), open).verdict());
  }

  @Test
  void run_abortedAndHandedOut_isAuditedAndKept() {
    Memory archive = new Memory();
    archive.handedOut.put(aborted.run, aborted.transcript());
    RunVerdict verdict = audit(archive, aborted);
    assertEquals(Verdict.ABORTED, verdict.verdict(), verdict.why());
    assertEquals("aborted (NO_AGREEMENT)", verdict.words());
    assertTrue(archive.kept.containsKey(aborted.run));
  }

  @Test
  @Tag("threat-36")
  void run_withALiar_namesItWithOrWithoutTranscript() {
    RunVerdict whole = kept(folder(liedLines, lied), lied);
    assertEquals(Verdict.CULPRIT, whole.verdict());
    assertEquals("CULPRIT n2", whole.words());
    assertEquals(BOND, whole.story().orElseThrow().fines().get(0).amount());
    RunVerdict alone = audit(new Memory(), lied);
    assertEquals("CULPRIT n2", alone.words());
    assertTrue(alone.why().contains("transcript missing"), alone.why());
  }

  @Test
  void run_whoseReceiptCameAfterItWasKept_isFetchedAgain() {
    Memory archive = new Memory();
    RunFolder old = RunFolder.of(late.transcript(), beforeReceipt);
    archive.kept.put(late.run, old);
    assertEquals(Verdict.MISMATCH, audit(archive, late).verdict());
    archive.handedOut.put(late.run, lateLines);
    RunVerdict verdict = audit(archive, late);
    assertEquals(Verdict.OK, verdict.verdict(), verdict.why());
    assertEquals(lateLines.root(), archive.kept.get(late.run).transcript().root());
  }

  @Test
  @Tag("threat-36")
  void run_whoseLiarWasNamedAfterItWasKept_namesIt() {
    RunVerdict verdict = kept(RunFolder.of(liedLines, beforeConviction), lied);
    assertEquals("CULPRIT n2", verdict.words());
    assertEquals("transcript/receipt.jsonl line 1", verdict.leaf().orElseThrow().name());
  }

  @Test
  void run_whoseFolderCannotBeRead_isAMismatchThere() {
    Archive broken =
        new Archive() {
          @Override
          public Optional<RunFolder> kept(RunId run) {
            throw new TranscriptException(Leaf.CHAIN, "is not a regular file");
          }

          @Override
          public Optional<Transcript> fetched(RunId run) {
            return Optional.empty();
          }

          @Override
          public void keep(RunId run, RunFolder folder) {}
        };
    RunVerdict verdict = audit(broken, honest);
    assertEquals(Verdict.MISMATCH, verdict.verdict());
    assertEquals(Leaf.CHAIN, verdict.leaf().orElseThrow());
  }

  @Test
  @Tag("threat-57")
  void ledger_thatDoesNotAnswer_passesNothing() {
    LedgerAudit audit = new LedgerAudit(new Silent(), new Silent(), new Memory());
    assertEquals(Verdict.UNREADABLE, audit.audit(honest.run).verdict());
    Memory archive = new Memory();
    archive.kept.put(honest.run, folder(honestLines, honest));
    LedgerAudit beside = new LedgerAudit(new Silent(), new Silent(), archive);
    assertEquals(Verdict.UNREADABLE, beside.audit(honest.run).verdict());
  }

  @Test
  void folder_thatTheLedgerDoesNotKnow_passesOnlyIfOfAnotherLedger() {
    Memory archive = new Memory();
    archive.kept.put(honest.run, folder(honestLines, honest));
    LedgerAudit audit = new LedgerAudit(new Silent(), new Silent(), archive);
    RunVerdict elsewhere = audit.unknown(honest.run, FakeLedger.DOMAIN);
    assertEquals(Verdict.OK, elsewhere.verdict(), elsewhere.why());
    assertTrue(elsewhere.why().contains("of another ledger"), elsewhere.why());
    assertEquals(Verdict.MISMATCH, audit.unknown(honest.run, chain.domain()).verdict());
    assertEquals(Verdict.OK, LedgerAudit.offline(honest.run, archive).verdict());
  }

  @Test
  void logs_listEveryRunInOrder_andThoseSinceABlock() {
    try (Web3Ledger ledger = chain.ledger()) {
      ContractLogs logs = ContractLogs.read(ledger);
      assertEquals(
          List.of(honest.run, late.run, missing.run, open.run, aborted.run, lied.run), logs.runs());
      long block = audit(new Memory(), aborted).story().orElseThrow().block();
      assertEquals(List.of(aborted.run, lied.run), logs.runsSince(block));
      assertEquals(List.of(), logs.runsSince(ledger.height() + 1));
    }
  }

  @Test
  void deposits_asTheyStand_sayWhoWasFinedInWhichRun() {
    try (Web3Ledger ledger = chain.ledger()) {
      Deposits deposits = Deposits.of(ledger, ContractLogs.read(ledger));
      assertEquals(BOND, deposits.bond());
      assertEquals(
          List.of(BOND, BigInteger.ZERO, BOND),
          deposits.stakes().stream().map(Deposits.Stake::wei).toList());
      assertEquals(1, deposits.fines().size());
      assertEquals(lied.run, deposits.fines().get(0).run());
      assertEquals(LyingRun.LIAR, deposits.fines().get(0).party());
      assertEquals(lied.roster.querier().key().address(), deposits.fines().get(0).harmed());
      assertEquals("1000000000", Deposits.gwei(BOND));
    }
  }

  /** A ledger that is down. */
  private static final class Silent implements LiveLedger {
    @Override
    public Optional<Digest> blockHash(long number) {
      throw new LedgerException("no answer", null);
    }

    @Override
    public byte[] export(RunId run, Set<RunId> earlier) {
      throw new LedgerException("no answer", null);
    }
  }
}
