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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink in its real loop, on a real store and a real chain. */
final class SinkLoopTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Test
  void loop_chainStoppedAndStartedInTheMiddle_carriesOnToTheReceipt(@TempDir Path folder)
      throws Exception {
    Anvil.Options options = LocalLedger.options(Optional.of(folder.resolve("chain.state")));
    AtomicReference<Throwable> fatal = new AtomicReference<>();
    Account account = Account.ofMnemonic(LocalLedger.MNEMONIC, 1);
    try (LocalLedger chain = LocalLedger.start(options);
        Web3Ledger ledger = chain.read();
        LedgerWriter writer =
            LedgerWriter.connect(chain.anvil().url(), chain.domain(), account, 0);
        SqliteStore store = SqliteStore.open(folder.resolve("sink"));
        SeededBus bus = new SeededBus(1, Faults.NONE);
        PartyLoop loop =
            new PartyLoop(
                new Sink(ledger, writer),
                store,
                bus,
                () -> Instant.now().getEpochSecond(),
                fatal::set)) {
      Scene scene = new Scene(chain, chain.vettedJob());
      List<Message> messages = scene.messages();
      loop.start();
      assertTrue(loop.awaitStarted(LIMIT));
      messages.subList(0, 6).forEach(m -> publish(bus, m));
      await(ledger, scene, RunState.OPEN);

      chain.anvil().close();
      messages.subList(6, messages.size()).forEach(m -> publish(bus, m));
      try (Anvil again = Anvil.startOn(chain.anvil().url().getPort(), options)) {
        assertEquals(chain.anvil().url(), again.url());
        await(ledger, scene, RunState.RECEIVED);
      }
      assertEquals(null, fatal.get());
    }
  }

  private static void publish(SeededBus bus, Message message) {
    bus.publish(List.of(new BusRecord(Topics.STATEMENTS, 0, "k", Messages.write(message))));
  }

  private static void await(Web3Ledger ledger, Scene scene, RunState state) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (ledger.run(scene.run).filter(r -> r.state() == state).isPresent()) {
          return;
        }
      } catch (LedgerException e) {
        // The chain is coming back.
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("not " + state + " after " + LIMIT);
  }
}
