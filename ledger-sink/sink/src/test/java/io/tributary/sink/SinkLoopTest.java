package io.tributary.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.ledger.Account;
import io.tributary.ledger.Anvil;
import io.tributary.ledger.LedgerWriter;
import io.tributary.ledger.LocalLedger;
import io.tributary.ledger.Web3Ledger;
import io.tributary.party.loop.PartyLoop;
import io.tributary.party.store.SqliteStore;
import io.tributary.protocol.fake.Faults;
import io.tributary.protocol.fake.SeededBus;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink in its real loop, on a real store and a real chain. */
final class SinkLoopTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  /** A chain, the sink in its loop, and the messages of a run of which nothing is written yet. */
  private static final class Stage implements AutoCloseable {
    final Path state;
    final Anvil.Options options;
    final LocalLedger chain;
    final Web3Ledger ledger;
    final Scene scene;
    final List<Message> messages;
    private final SeededBus bus = new SeededBus(1, Faults.NONE);
    private final AtomicReference<Throwable> fatal = new AtomicReference<>();
    private final LedgerWriter writer;
    private final SqliteStore store;
    private final PartyLoop loop;

    Stage(Path folder) {
      state = folder.resolve("chain.state");
      options = LocalLedger.options(Optional.of(state));
      chain = LocalLedger.start(options);
      Account account = Account.ofMnemonic(LocalLedger.MNEMONIC, 1);
      ledger = chain.read();
      writer = LedgerWriter.connect(chain.anvil().url(), chain.domain(), account, 0);
      store = SqliteStore.open(folder.resolve("sink"));
      loop =
          new PartyLoop(
              new Sink(ledger, writer, 10),
              store,
              bus,
              () -> Instant.now().getEpochSecond(),
              fatal::set);
      scene = new Scene(chain, chain.vettedJob());
      messages = scene.messages();
    }

    void start() throws InterruptedException {
      loop.start();
      assertTrue(loop.awaitStarted(LIMIT));
    }

    Anvil startAgain() {
      return Anvil.startOn(chain.anvil().url().getPort(), options);
    }

    @Override
    public void close() {
      loop.close();
      bus.close();
      store.close();
      writer.close();
      ledger.close();
      chain.close();
      assertEquals(null, fatal.get());
    }
  }

  @Test
  void loop_chainStoppedAndStartedInTheMiddle_carriesOnToTheReceipt(@TempDir Path folder)
      throws Exception {
    try (Stage stage = new Stage(folder)) {
      stage.start();
      stage.messages.subList(0, 6).forEach(m -> publish(stage.bus, m));
      await(stage, RunState.OPEN);
      stage.chain.anvil().close();
      stage.messages.subList(6, stage.messages.size()).forEach(m -> publish(stage.bus, m));
      try (Anvil again = stage.startAgain()) {
        assertEquals(stage.chain.anvil().url(), again.url());
        await(stage, RunState.RECEIVED);
      }
    }
  }

  @Test
  @Tag("threat-51")
  void loop_chainKilledAndBackFromAnOlderState_carriesOnToTheReceipt(@TempDir Path folder)
      throws Exception {
    try (Stage stage = new Stage(folder)) {
      stage.chain.anvil().close();
      byte[] before = Files.readAllBytes(stage.state);
      try (Anvil first = stage.startAgain()) {
        stage.start();
        stage.messages.subList(0, 9).forEach(m -> publish(stage.bus, m));
        await(stage, RunState.CLOSED);
        stage.messages.subList(9, stage.messages.size()).forEach(m -> publish(stage.bus, m));
        first.kill();
        ProcessHandle.of(first.pid()).ifPresent(p -> p.onExit().join());
      }
      Files.write(stage.state, before);
      try (Anvil again = stage.startAgain()) {
        assertEquals(stage.chain.anvil().url(), again.url());
        await(stage, RunState.RECEIVED);
      }
    }
  }

  private static void publish(SeededBus bus, Message message) {
    bus.publish(List.of(new BusRecord(Topics.STATEMENTS, 0, "k", Messages.write(message))));
  }

  private static void await(Stage stage, RunState state) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (stage.ledger.run(stage.scene.run).filter(r -> r.state() == state).isPresent()) {
          return;
        }
      } catch (LedgerException e) {
        // The chain is coming back.
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    throw new AssertionError("not " + state + " after " + LIMIT);
  }
}
