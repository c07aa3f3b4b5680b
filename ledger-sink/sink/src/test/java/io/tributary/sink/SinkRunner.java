package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.protocol.fake.InMemoryStore;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Plays the loop around a sink, one call at a time; the store outlives its crashes. */
final class SinkRunner {
  private static final Outbox NO_OUTBOX =
      batch -> {
        throw new AssertionError("the sink publishes nothing");
      };
  private static final int MOST_STEPS = 400;

  /** Seconds, and a step takes one. */
  static final int GRACE = 20;

  private final InMemoryStore store = new InMemoryStore();
  private final Ledger ledger;
  private final ContractWriter writer;
  private Sink sink;
  private long offset;
  private long now = 1;

  SinkRunner(Ledger ledger, ContractWriter writer) {
    this.ledger = ledger;
    this.writer = writer;
    restart();
  }

  /** A new process over the old store. */
  void restart() {
    sink = new Sink(ledger, writer, GRACE);
  }

  void deliver(Message message) {
    deliver(Messages.write(message));
  }

  void deliver(byte[] value) {
    Delivery delivery = new Delivery(Topics.STATEMENTS, 0, offset++, "k", value);
    store.transact(
        tx -> {
          sink.receive(tx, delivery, NO_OUTBOX);
          return true;
        });
  }

  /** One piece of work; a crash loses its outcome, and all that is not in the store. */
  void step(boolean loseOutcome) {
    now++;
    Optional<Work> work = store.transact(tx -> sink.work(tx, now));
    if (work.isEmpty()) {
      return;
    }
    try {
      Done done = work.get().run();
      if (loseOutcome) {
        throw new DisturbedWriter.Crash();
      }
      store.transact(
          tx -> {
            done.apply(tx, now, NO_OUTBOX);
            return true;
          });
    } catch (DisturbedWriter.Crash e) {
      restart();
    }
  }

  /** Seconds since it began. */
  long now() {
    return now;
  }

  /** Works until the condition holds. */
  void until(BooleanSupplier reached) {
    for (int i = 0; i < MOST_STEPS; i++) {
      if (reached.getAsBoolean()) {
        return;
      }
      // The read side sees every block at once, and work waits for its own transactions.
      step(false);
    }
    throw new AssertionError("not reached; dead letters: " + deadLetters());
  }

  Map<String, String> deadLetters() {
    Map<String, String> letters = new TreeMap<>();
    store
        .table(Party.DEAD_LETTERS)
        .forEach((k, v) -> letters.put(k, new String(v, StandardCharsets.UTF_8)));
    return letters;
  }

  InMemoryStore store() {
    return store;
  }
}
