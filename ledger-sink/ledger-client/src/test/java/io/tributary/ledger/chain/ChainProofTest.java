package io.tributary.ledger.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.LedgerCalls;
import io.tributary.ledger.LocalLedger;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Export of a real chain, and its offline check. */
final class ChainProofTest {
  private static LocalLedger chain;
  private static Web3Ledger ledger;
  private static RunId run;
  private static Digest otherRun;
  private static byte[] export;

  @BeforeAll
  static void start() {
    chain = LocalLedger.start();
    otherRun = chain.openRun().digest();
    run = chain.completedRun();
    Receipt receipt = new Receipt(run, LocalLedger.digest("transcript"), 0, Digest.ZERO);
    chain.write(LedgerCalls.receipt(chain.sign("alice", receipt)));
    ledger = chain.read();
    export = ChainExport.export(ledger, run);
  }

  @AfterAll
  static void stop() {
    ledger.close();
    chain.close();
  }

  @Test
  void verify_exportOfARealChain_yieldsTheRunsEventsInOrder() {
    ChainProof proof = ChainProof.verify(export);
    assertEquals(chain.domain(), proof.domain());
    List<String> ofRun =
        proof.events().stream()
            .map(LoggedEvent::event)
            .filter(e -> e instanceof LedgerEvent.OfRun)
            .map(e -> e.getClass().getSimpleName())
            .toList();
    assertEquals(
        List.of(
            "RunOpened",
            "StatementRecorded",
            "StatementRecorded",
            "StatementRecorded",
            "StatementRecorded",
            "StatementRecorded",
            "StatementRecorded",
            "RunClosed",
            "StatementRecorded",
            "StatementRecorded",
            "StatementRecorded",
            "RunCompleted",
            "StatementRecorded",
            "RunReceived"),
        ofRun);
    assertTrue(
        proof.events().stream()
            .noneMatch(
                e ->
                    e.event() instanceof LedgerEvent.OfRun o && o.run().digest().equals(otherRun)));
    proof.blocks().forEach(b -> assertEquals(b.hash(), ledger.blockHash(b.number()).orElseThrow()));
  }

  @Test
  void ledger_replayed_answersAsTheContractDoes() {
    Ledger replayed = ChainProof.verify(export).ledger();
    assertEquals(ledger.parties(), replayed.parties());
    assertEquals(ledger.vettersNeeded(), replayed.vettersNeeded());
    assertEquals(ledger.run(run), replayed.run(run));
    Digest job =
        ChainProof.verify(export).events().stream()
            .filter(e -> e.event() instanceof LedgerEvent.RunOpened)
            .map(e -> ((LedgerEvent.RunOpened) e.event()).jobDigest())
            .findFirst()
            .orElseThrow();
    assertEquals(ledger.job(job), replayed.job(job));
  }

  @Test
  void ledgerWhenOpened_runSinceReceived_showsItOpen() {
    Ledger atOpening = ChainProof.verify(export).ledgerWhenOpened(run);
    assertEquals(Ledger.RunState.OPEN, atOpening.run(run).orElseThrow().state());
    assertThrows(
        ChainProofException.class,
        () -> ChainProof.verify(export).ledgerWhenOpened(new RunId(LocalLedger.digest("none"))));
  }

  @Test
  @Tag("threat-60")
  void verify_oneBitFlippedAnywhere_isRefusedWithThePlace() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    // Every byte would take minutes; every 397th with a random start meets each kind of member.
    for (int at = random.nextInt(397); at < export.length; at += 397) {
      byte[] altered = export.clone();
      altered[at] ^= (byte) (1 << random.nextInt(8));
      int position = at;
      ChainProofException refused =
          assertThrows(
              ChainProofException.class,
              () -> ChainProof.verify(altered),
              () -> "byte " + position + ", seed " + seed);
      assertFalse(refused.where().isEmpty());
    }
  }

  @Test
  @Tag("threat-60")
  void verify_otherNumberHashHeaderReceiptOrIndex_namesTheBlock() {
    String text = new String(export, StandardCharsets.UTF_8);
    long last = ChainProof.verify(export).blocks().get(3).number();
    String block = "\"number\":" + last + ",";
    assertRefused(text.replace(block, "\"number\":" + (last + 1) + ","), "block " + (last + 1));
    String hash = ledger.blockHash(last).orElseThrow().hex();
    assertRefused(text.replace(hash, LocalLedger.digest("x").hex()), "block " + last);
    int at = text.indexOf(block);
    int receipt = text.indexOf("\"receipt\":\"0x", at) + 40;
    assertRefused(flipHex(text, receipt), "block " + last + ", receipt 0");
    int node = text.indexOf("\"proof\":[\"0x", at) + 60;
    assertRefused(flipHex(text, node), "block " + last + ", receipt 0");
    int index = text.indexOf("\"index\":0", at);
    String reindexed = text.substring(0, index) + "\"index\":1" + text.substring(index + 9);
    assertRefused(reindexed, "block " + last + ", receipt 1");
    assertRefused(text.replace("\"chainId\":31337", "\"chainId\":31338"), "chain.json, chainId");
    String contract = chain.domain().contract().hex();
    assertRefused(
        text.replace("\"contract\":\"" + contract, "\"contract\":\"0x" + "11".repeat(20)),
        "chain.json, chainId or contract");
  }

  @Test
  void export_unknownRun_isRefused() {
    RunId unknown = new RunId(LocalLedger.digest("unknown"));
    assertThrows(LedgerException.class, () -> ChainExport.export(ledger, unknown));
  }

  @Test
  void verify_rosterEventsCutOut_isNamedAsMissing() {
    String text = new String(export, StandardCharsets.UTF_8);
    // The second block registers alice; without it her run hangs in the air, but nothing else.
    long second = ChainProof.verify(export).blocks().get(1).number();
    int from = text.lastIndexOf("{\"hash\"", text.indexOf("\"number\":" + second + ","));
    int to = text.indexOf("{\"hash\"", from + 1);
    ChainProof proof =
        ChainProof.verify(
            (text.substring(0, from) + text.substring(to)).getBytes(StandardCharsets.UTF_8));
    assertTrue(
        proof.ledger().parties().stream().noneMatch(p -> p.id().equals(new PartyId("alice"))));
  }

  private static String flipHex(String text, int at) {
    char other = text.charAt(at) == '0' ? '1' : '0';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private static void assertRefused(String json, String where) {
    ChainProofException refused =
        assertThrows(
            ChainProofException.class,
            () -> ChainProof.verify(json.getBytes(StandardCharsets.UTF_8)));
    assertTrue(refused.where().startsWith(where), refused.getMessage());
  }
}
