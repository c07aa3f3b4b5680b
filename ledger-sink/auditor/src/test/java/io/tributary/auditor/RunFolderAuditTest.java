package io.tributary.auditor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.ledger.Web3Ledger;
import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.ledger.chain.LoggedEvent;
import io.tributary.ledger.chain.StatementKind;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.fake.Seeds;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.IdentityKey;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.transcript.RunFolder;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders on disk, with the export of a real chain. */
final class RunFolderAuditTest {
  @TempDir static Path temp;
  private static long seed;
  private static AnvilChain chain;
  private static TestRun run;
  private static byte[] export;
  private static RunFolder honest;
  private static Path folder;

  @BeforeAll
  static void play() {
    seed = Seeds.next("RunFolderAuditTest");
    chain = new AnvilChain();
    run = new TestRun(chain, seed).play();
    RunFolder completed = RunFolder.of(run.transcript(), chain.export(run.run));
    Opening.Answer answer =
        assertInstanceOf(
            Opening.Answer.class,
            QuerierOpening.open(completed, Optional.empty(), run.resultKey, run.random));
    Transcript transcript = run.receive();
    export = chain.export(run.run);
    byte[] result = answer.result().write(run.job.compiled());
    honest = new RunFolder(transcript, Optional.of(export), Optional.of(result));
    folder = temp.resolve(run.run.toString());
    TranscriptFolder.write(folder, honest);
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  /** Audits beside the ledger as it stands now. */
  private static AuditReport live(RunFolder audited) {
    try (Web3Ledger ledger = chain.ledger()) {
      return Audit.run(audited, Optional.of(LiveLedger.of(ledger)));
    }
  }

  @Test
  void folder_asItWasMade_passesOffline() {
    AuditReport report = Audit.run(folder, Optional.empty());
    assertTrue(report.ok(), report.text());
    assertEquals("offline", report.source().text());
    assertTrue(report.text().contains("The audit passes (offline)."), report.text());
    assertTrue(report.json().path("ok").booleanValue());
    assertEquals("chain", report.json().path("checks").path(0).path("name").textValue());
  }

  @Test
  void folder_asItWasMade_passesBesideTheLedger() {
    AuditReport report = live(TranscriptFolder.read(folder));
    assertTrue(report.ok(), report.text());
    assertEquals("live", report.source().text());
    assertEquals("live", report.checks().get(report.checks().size() - 1).name());
  }

  @Test
  @Tag("threat-60")
  void anyFile_withOneByteChanged_failsAndNamesTheFile() throws IOException {
    Random random = new Random(seed);
    Path copy = temp.resolve("copy");
    TranscriptFolder.write(copy, honest);
    List<Path> files;
    try (Stream<Path> all = Files.walk(copy)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      for (int i = 0; i < 6 && bytes.length > 0; i++) {
        int at = i == 0 ? 0 : i == 1 ? bytes.length - 1 : random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, changed);
        AuditReport report = Audit.run(copy, Optional.empty());
        String name = copy.relativize(file).toString();
        String what = name + " byte " + at + ", seed " + seed + "\n";
        assertFalse(report.ok(), what);
        assertTrue(
            report.checks().stream()
                .anyMatch(c -> c.leaf().filter(l -> l.name().startsWith(name)).isPresent()),
            () -> what + report.text());
      }
      Files.write(file, bytes);
    }
    assertTrue(Audit.run(copy, Optional.empty()).ok());
  }

  @Test
  @Tag("threat-60")
  void chainExport_everyMemberChanged_failsAndNamesChainJson() {
    Random random = new Random(seed);
    // All would take half a minute; each run takes others.
    for (int position : Mutations.some(Mutations.positions(export, random), 4, random)) {
      byte[] changed = Mutations.changed(export, position, random);
      String what = "byte " + position + ", seed " + seed;
      AuditFault fault =
          assertThrows(AuditFault.class, () -> ChainCheck.check(Optional.of(changed)), () -> what);
      assertTrue(fault.leaf().name().startsWith("chain.json"), () -> what + ": " + fault.leaf());
    }
  }

  @Test
  @Tag("threat-60")
  void chainExport_blocksRepeatedOrReordered_fails() {
    for (int i = 0; i < blocks(); i++) {
      int at = i;
      assertFalse(audit(edited(list -> list.insert(at, list.get(at)))).ok(), "twice " + at);
      if (at > 0) {
        assertFalse(audit(edited(list -> list.insert(0, list.remove(at)))).ok(), "first " + at);
      }
    }
  }

  @Test
  @Tag("threat-60")
  void chainExport_blockLeftOut_failsUnlessNothingRestsOnItAndAlwaysBesideTheLedger() {
    List<LoggedEvent> events = ChainCheck.verify(export).events();
    for (int i = 0; i < blocks(); i++) {
      int at = i;
      byte[] shorter = edited(list -> list.remove(at));
      long number = ChainCheck.verify(export).blocks().get(at).number();
      boolean restsOnIt =
          events.stream()
              .filter(e -> e.block().number() == number)
              .map(LoggedEvent::event)
              .anyMatch(e -> !isAside(e));
      assertEquals(!restsOnIt, audit(shorter).ok(), "without block " + number);
      AuditReport beside =
          live(new RunFolder(honest.transcript(), Optional.of(shorter), honest.result()));
      assertFalse(beside.ok(), "without block " + number);
    }
  }

  @Test
  @Tag("threat-60")
  void historyOfAnotherChain_besideTheLedger_failsAndNamesTheBlock() {
    try (AnvilChain other = new AnvilChain()) {
      TestRun second = new TestRun(other, seed + 1).play();
      Transcript transcript = second.receive();
      RunFolder own = RunFolder.of(transcript, other.export(second.run));
      assertTrue(Audit.run(own, Optional.empty()).ok());
      AuditReport shown = live(own);
      assertFalse(shown.ok());
      assertTrue(shown.leaf().orElseThrow().name().startsWith("chain.json block "), shown.text());

      // One run's statements beside the other chain's records: whole files swapped.
      AuditReport mixed =
          Audit.run(RunFolder.of(honest.transcript(), own.chain().get()), Optional.empty());
      assertFalse(mixed.ok());
      assertTrue(mixed.leaf().isPresent());
    }
  }

  @Test
  void secondContribution_afterTheRun_spoilsNoAudit() {
    TestRun next =
        new TestRun(chain, seed) {
          @Override
          void registerAll() {}

          @Override
          List<Signed<Approval>> approvals(long expires) {
            return super.approvals(expires + 1000);
          }
        };
    next.play("second", "second");
    Transcript transcript = next.receive();
    byte[] before = chain.export(next.run);
    AuditReport good = Audit.run(RunFolder.of(transcript, before), Optional.empty());
    assertTrue(good.ok(), good.text());

    PartyId repository = next.roster.repositories().get(0);
    Digest none = TestRun.digest("another");
    chain.contribute(
        next.sign(
            repository,
            new Contribution(repository, next.run, none, none, none, none, none, 3, 1)));
    byte[] after = chain.export(next.run);
    assertTrue(
        ChainCheck.verify(after).events().stream()
            .anyMatch(e -> e.event() instanceof LedgerEvent.EquivocationRecorded));
    for (byte[] chainJson : List.of(before, after)) {
      AuditReport report = live(RunFolder.of(transcript, chainJson));
      assertTrue(report.ok(), report.text());
    }
  }

  @Test
  void keyRotatedAfterTheRun_changesNothing() {
    try (AnvilChain own = new AnvilChain()) {
      TestRun before = new TestRun(own, seed).play();
      Transcript transcript = before.receive();
      byte[] then = own.export(before.run);
      own.rotate(new PartyId("n1"), IdentityKey.random(before.random));
      own.rotate(new PartyId("vetter-1"), IdentityKey.random(before.random));
      try (Web3Ledger ledger = own.ledger()) {
        for (byte[] chainJson : List.of(then, own.export(before.run))) {
          AuditReport report =
              Audit.run(RunFolder.of(transcript, chainJson), Optional.of(LiveLedger.of(ledger)));
          assertTrue(report.ok(), report.text());
        }
      }
    }
  }

  @Test
  void folder_withoutChainExport_fails() {
    AuditReport report =
        Audit.run(
            new RunFolder(honest.transcript(), Optional.empty(), Optional.empty()),
            Optional.empty());
    assertFalse(report.ok());
    assertEquals("chain.json", report.leaf().orElseThrow().name());
  }

  @Test
  @Tag("threat-57")
  void liveLedgerThatDoesNotAnswer_failsClosed() {
    LiveLedger down =
        new LiveLedger() {
          @Override
          public Optional<Digest> blockHash(long number) {
            throw new LedgerException("no answer", null);
          }

          @Override
          public byte[] export(RunId of, Set<RunId> earlier) {
            throw new LedgerException("no answer", null);
          }
        };
    assertFalse(Audit.run(folder, Optional.of(down)).ok());
  }

  private static AuditReport audit(byte[] chainJson) {
    return Audit.run(
        new RunFolder(honest.transcript(), Optional.of(chainJson), honest.result()),
        Optional.empty());
  }

  private static byte[] edited(Consumer<ArrayNode> change) {
    ObjectNode root = CanonicalJson.parseObject(export);
    change.accept((ArrayNode) root.path("blocks"));
    return CanonicalJson.write(root);
  }

  /** Neither the coordinator nor a refusal has any part in the result. */
  private static boolean isAside(LedgerEvent event) {
    return (event instanceof LedgerEvent.PartyRegistered p && p.role() == Role.COORDINATOR)
        || (event instanceof LedgerEvent.StatementRecorded s && s.kind() == StatementKind.REFUSAL);
  }

  private static int blocks() {
    return CanonicalJson.parseObject(export).path("blocks").size();
  }
}
