package io.tributary.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.ContractWriter.Outcome;
import io.tributary.ledger.ContractWriter.Prepared;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.IdentityKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Transactions that survive crashes, thieves of nonces and reorganisations. */
final class LedgerWriterTest {
  private static LocalLedger chain;
  private static LedgerWriter writer;

  @BeforeAll
  static void start() {
    chain = LocalLedger.start();
    writer = chain.writer();
  }

  @AfterAll
  static void stop() {
    chain.close();
  }

  @Test
  void prepare_fortyCalls_allAreMined() {
    List<LedgerCall> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      calls.add(registration("many-" + i));
    }
    List<SignedTransaction> transactions =
        writer.prepare(calls).stream().map(p -> p.transaction().orElseThrow()).toList();
    transactions.forEach(writer::send);
    transactions.forEach(t -> assertEquals(Outcome.DONE, settled(writer, t)));
  }

  @Test
  void send_repeated_isDoneOnce() {
    SignedTransaction transaction = prepared("twice").transaction().orElseThrow();
    assertEquals(Outcome.LOST, writer.outcome(transaction), "prepared, never sent");
    writer.send(transaction);
    writer.send(transaction);
    assertEquals(Outcome.DONE, settled(writer, transaction));
    assertEquals("PartyAlreadyRegistered", prepared("twice").revert().orElseThrow().error());
  }

  @Test
  void outcome_nonceTakenByAnother_isReplaced() {
    SignedTransaction slow = prepared("slow").transaction().orElseThrow();
    SignedTransaction quick = prepared("quick").transaction().orElseThrow();
    assertEquals(slow.nonce(), quick.nonce());
    assertNotEquals(slow.hash(), quick.hash());
    writer.send(quick);
    assertEquals(Outcome.REPLACED, settled(writer, slow));
    assertThrows(LedgerException.class, () -> writer.send(slow));
    assertEquals(Outcome.DONE, settled(writer, quick));
  }

  @Test
  void outcome_overtakenBetweenEstimateAndBlock_isReverted() {
    List<Prepared> same = writer.prepare(List.of(registration("race"), registration("race")));
    SignedTransaction first = same.get(0).transaction().orElseThrow();
    SignedTransaction second = same.get(1).transaction().orElseThrow();
    writer.send(first);
    writer.send(second);
    assertEquals(Outcome.DONE, settled(writer, first));
    assertEquals(Outcome.REVERTED, settled(writer, second));
  }

  @Test
  @Tag("threat-51")
  void outcome_blockReorganisedAway_isLostAndSentOnceMore() {
    RunId run = chain.openRun();
    Digest request;
    try (Web3Ledger ledger = chain.read()) {
      request = ledger.run(run).orElseThrow().requestDigest();
    }
    LedgerCall call =
        LedgerCalls.acceptance(
            chain.sign("r01", new Acceptance(new PartyId("r01"), run, request, 1)));
    Account account = Account.ofMnemonic(LocalLedger.MNEMONIC, 5);
    try (LedgerWriter deep = LedgerWriter.connect(chain.anvil().url(), chain.domain(), account, 3);
        JsonRpc rpc = new JsonRpc(chain.anvil().url())) {
      SignedTransaction transaction =
          deep.prepare(List.of(call)).get(0).transaction().orElseThrow();
      deep.send(transaction);
      awaitMined(deep, transaction);
      assertEquals(Outcome.PENDING, deep.outcome(transaction), "mined, but not deep enough");
      rpc.ask("anvil_reorg", 1, List.of());
      if (deep.outcome(transaction) == Outcome.LOST) {
        deep.send(transaction);
      }
      rpc.ask("anvil_mine", "0x4");
      assertEquals(Outcome.DONE, settled(deep, transaction));
      LedgerRevert again = deep.prepare(List.of(call)).get(0).revert().orElseThrow();
      assertEquals(LedgerRevert.Meaning.ALREADY_THERE, again.meaning());
    }
  }

  @Test
  @Tag("threat-51")
  void isStranded_chainHasLostTheOneBefore_untilItIsThereAgain() {
    List<SignedTransaction> two =
        writer.prepare(List.of(registration("first"), registration("next"))).stream()
            .map(p -> p.transaction().orElseThrow())
            .toList();
    writer.send(two.get(0));
    assertEquals(Outcome.DONE, settled(writer, two.get(0)));
    assertFalse(writer.isStranded(two.get(1)));
    chain.rpc("anvil_rollback", 1);
    assertEquals(Outcome.LOST, writer.outcome(two.get(0)));
    writer.send(two.get(1));
    assertTrue(writer.isStranded(two.get(1)));
    assertEquals(Outcome.PENDING, writer.outcome(two.get(1)), "and so it would for ever");
    writer.send(two.get(0));
    two.forEach(t -> assertEquals(Outcome.DONE, settled(writer, t)));
    assertFalse(writer.isStranded(two.get(1)));
  }

  @Test
  @Tag("threat-51")
  void blockOf_transactionOfALostBlock_isEmpty() {
    SignedTransaction transaction = prepared("placed").transaction().orElseThrow();
    assertEquals(Optional.empty(), writer.blockOf(transaction));
    writer.send(transaction);
    assertEquals(Outcome.DONE, settled(writer, transaction));
    BlockRef block = writer.blockOf(transaction).orElseThrow();
    assertEquals(writer.head(), block);
    assertTrue(writer.has(block));
    chain.rpc("anvil_rollback", 1);
    assertEquals(Optional.empty(), writer.blockOf(transaction));
    assertFalse(writer.has(block));
    writer.send(transaction);
    assertEquals(Outcome.DONE, settled(writer, transaction));
  }

  @Test
  void write_refusedByTheContract_throwsTheTypedReason() {
    LedgerRevertException refused =
        assertThrows(
            LedgerRevertException.class,
            () -> chain.write(LedgerCalls.expire(new RunId(LocalLedger.digest("none")))));
    assertEquals("UnknownRun", refused.revert().error());
    assertEquals(List.of(LocalLedger.digest("none")), refused.revert().arguments());
    assertTrue(refused.getMessage().contains("expire"));
  }

  private static void awaitMined(LedgerWriter by, SignedTransaction transaction) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (by.blockOf(transaction).isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** The node mines what it is sent, but not before it has answered. */
  private static Outcome settled(LedgerWriter by, SignedTransaction transaction) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    Outcome outcome = by.outcome(transaction);
    while (outcome == Outcome.PENDING && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      outcome = by.outcome(transaction);
    }
    return outcome;
  }

  private static Prepared prepared(String party) {
    return writer.prepare(List.of(registration(party))).get(0);
  }

  private static LedgerCall registration(String party) {
    try (IdentityKey key = LocalLedger.key(party)) {
      return LedgerCalls.register(
          new PartyId(party),
          Role.REPOSITORY,
          LocalLedger.digest(party),
          key.address(),
          Digest.ZERO);
    }
  }
}
