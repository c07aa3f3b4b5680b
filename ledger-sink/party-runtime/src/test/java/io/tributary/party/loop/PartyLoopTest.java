package io.tributary.party.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.party.store.SqliteStore;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartyLoopTest {
  private static final String IN = EchoParty.TOPIC;

  @TempDir Path temp;

  private final ScriptedBus bus = new ScriptedBus();
  private final EchoParty party = new EchoParty();
  private final AtomicReference<Throwable> fatal = new AtomicReference<>();
  private SqliteStore store;
  private PartyLoop loop;

  @BeforeEach
  void start() {
    store = SqliteStore.open(temp);
    loop = loop();
    loop.start();
  }

  @AfterEach
  void stop() {
    loop.close();
    store.close();
  }

  @Test
  void record_taken_isAnsweredOnceAndRemembered() throws Exception {
    assertTrue(loop.awaitStarted(Duration.ofSeconds(10)));
    bus.arrive(IN, "a");
    bus.arrive(IN, "b");
    await(() -> bus.sent().size() == 2);
    assertEquals(List.of("re:a", "re:b"), bus.sent());
    assertEquals(Set.of("a", "b"), table("seen").keySet());
    assertTrue(loop.status().healthy(), loop.status().toString());
  }

  @Test
  void restart_afterStop_readsOnAndSendsWhatWasLeft() {
    bus.failPublish(forEver());
    bus.arrive(IN, "a");
    await(() -> table("seen").containsKey("a"));
    loop.close();
    assertEquals(1, table("outbox").size());
    ScriptedBus sound = new ScriptedBus();
    sound.arrive(IN, "a");
    sound.arrive(IN, "b");
    loop = new PartyLoop(party, store, sound, () -> 1000, fatal::set);
    loop.start();
    await(() -> sound.sent().size() == 2);
    // From the stored offset: "a" was not taken a second time.
    assertEquals(List.of("re:a", "re:b"), sound.sent());
    await(() -> table("outbox").isEmpty());
  }

  @Test
  void publish_refusedForAWhile_isSentOnceInOrder() {
    bus.failPublish(away(), away());
    bus.arrive(IN, "a");
    bus.arrive(IN, "b");
    await(() -> bus.sent().size() == 2);
    assertEquals(List.of("re:a", "re:b"), bus.sent());
    assertEquals(null, fatal.get());
  }

  @Test
  @Tag("threat-31")
  void publish_fenced_isFatal() {
    bus.failPublish(new BusException("another process has taken over", false, null));
    bus.arrive(IN, "a");
    await(() -> fatal.get() != null);
    assertTrue(fatal.get().getMessage().contains("taken over"));
    assertEquals(1, table("outbox").size());
  }

  @Test
  void batch_thatCanNeverBeSent_isPutAsideAndTheNextGoes() {
    bus.failPublish(new IllegalArgumentException("too large"));
    bus.arrive(IN, "a");
    bus.arrive(IN, "b");
    await(() -> bus.sent().size() == 1);
    assertEquals(List.of("re:b"), bus.sent());
    assertEquals(1, table("outbox-refused").size());
  }

  @Test
  @Tag("threat-4")
  void batch_thatMayNotLeaveAnyMore_isForgottenAndTheNextGoes() {
    bus.failPublish(forEver());
    bus.arrive(IN, "secret");
    await(() -> loop.status().trouble().contains("the relay is away"));
    party.secretsLeave.set(Party.Leave.NEVER);
    bus.succeed();
    bus.arrive(IN, "b");
    await(() -> !bus.sent().isEmpty());
    assertEquals(List.of("re:b"), bus.sent());
    await(() -> table("outbox").isEmpty());
    assertEquals(Map.of(), table("outbox-refused"));
  }

  @Test
  void batch_thatMayNotLeaveYet_isAskedAboutAgain() {
    party.ledgerAway.set(true);
    party.secretsLeave.set(Party.Leave.LATER);
    bus.arrive(IN, "secret");
    await(() -> loop.status().trouble().contains("the ledger is away"));
    party.ledgerAway.set(false);
    await(() -> loop.status().trouble().contains("may not leave yet"));
    assertEquals(List.of(), bus.sent());
    party.secretsLeave.set(Party.Leave.NOW);
    await(() -> bus.sent().equals(List.of("re:secret")));
    assertEquals(null, fatal.get());
  }

  @Test
  @Tag("threat-34")
  void record_thatThrows_leavesADeadLetterAndNothingElse() {
    bus.arrive(IN, "a");
    bus.arrive(IN, "poison-1");
    bus.arrive(IN, "b");
    bus.arrive(IN, "poison-2");
    bus.arrive(IN, "c");
    await(() -> bus.sent().size() == 3);
    assertEquals(List.of("re:a", "re:b", "re:c"), bus.sent());
    assertEquals(Set.of("a", "b", "c"), table("seen").keySet());
    Map<String, byte[]> letters = table(Party.DEAD_LETTERS);
    assertEquals(2, letters.size());
    String letter = new String(letters.values().iterator().next(), UTF_8);
    assertTrue(letter.contains("\"code\":\"UNEXPECTED\""), letter);
    assertFalse(letter.contains("poison") || letter.contains("secret"), letter);
    assertEquals(2, loop.status().deadLetters());
  }

  @Test
  void record_thatNeedsTheLedger_waitsWhileTicksGoOn() {
    party.ledgerAway.set(true);
    bus.arrive(IN, "chain-1");
    await(() -> loop.status().trouble().contains("the ledger is away"));
    int ticks = party.ticks.get();
    await(() -> party.ticks.get() > ticks + 1);
    assertEquals(List.of(), bus.sent());
    party.ledgerAway.set(false);
    await(() -> bus.sent().equals(List.of("re:chain-1")));
    assertEquals(Map.of(), table(Party.DEAD_LETTERS));
  }

  @Test
  void relay_thatFailsToBeRead_isReadAgainFromTheStoredPlace() {
    bus.failRead(away(), away());
    bus.arrive(IN, "a");
    await(() -> bus.sent().equals(List.of("re:a")));
    bus.failRead(away());
    bus.arrive(IN, "b");
    await(() -> bus.sent().equals(List.of("re:a", "re:b")));
    assertEquals(null, fatal.get());
  }

  @Test
  void tick_withoutLedger_isTriedAgain() {
    int ticks = party.ticks.get();
    party.tickFailure.set(new LedgerException("the ledger is away", null));
    await(() -> party.ticks.get() > ticks + 1);
    assertEquals(null, fatal.get());
  }

  @Test
  void tick_thatThrows_isFatal() {
    party.tickFailure.set(new IllegalStateException("a mistake"));
    await(() -> fatal.get() instanceof IllegalStateException);
  }

  @Test
  void work_thatLasts_holdsUpNeitherTicksNorRecords() {
    CountDownLatch finish = new CountDownLatch(1);
    party.work.set(
        () -> {
          awaitLatch(finish);
          return (tx, now, out) -> tx.put("done", "work", new byte[0]);
        });
    int ticks = party.ticks.get();
    bus.arrive(IN, "a");
    await(() -> bus.sent().equals(List.of("re:a")) && party.ticks.get() > ticks + 1);
    assertEquals(Map.of(), table("done"));
    finish.countDown();
    await(() -> table("done").containsKey("work"));
  }

  @Test
  void work_thatThrows_isOfferedAgain() {
    AtomicInteger runs = new AtomicInteger();
    party.work.set(
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("secret row value");
          }
          return (tx, now, out) -> tx.put("done", "work", new byte[0]);
        });
    await(() -> loop.status().trouble().contains("work failed"));
    assertFalse(loop.status().trouble().contains("secret"), loop.status().trouble());
    await(() -> table("done").containsKey("work"));
    assertEquals(2, runs.get());
  }

  private PartyLoop loop() {
    return new PartyLoop(party, store, bus, () -> 1000, fatal::set);
  }

  private Map<String, byte[]> table(String name) {
    return store.transact((Store.Tx tx) -> tx.scan(name, ""));
  }

  private static BusException away() {
    return new BusException("the relay is away", true, null);
  }

  private static BusException[] forEver() {
    return java.util.stream.Stream.generate(PartyLoopTest::away)
        .limit(1000)
        .toArray(BusException[]::new);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not come about in 15 s");
      LockSupport.parkNanos(5_000_000);
    }
  }
}
