package io.tributary.party.loop;

import io.tributary.party.process.LastWords;
import io.tributary.party.store.StoreException;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.DeadLetters;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands records to the party, each together with its offset in one transaction. Records that have
 * arrived together share a transaction; when one of them throws, they are taken one at a time.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final String OFFSETS = "offsets";
  private static final String UNEXPECTED = "UNEXPECTED";
  private static final int TOGETHER = 64;

  private final Party party;
  private final Store store;
  private final LooseSender messages;
  private final Queue<Delivery> pending = new ArrayDeque<>();
  private int oneByOne;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong deadLetters = new AtomicLong();

  Inbox(Party party, Store store, LooseSender messages) {
    this.party = party;
    this.store = store;
    this.messages = messages;
  }

  /** Where to read on, per {@code topic/lane}. */
  Map<String, Long> offsets() {
    Map<String, byte[]> stored = store.transact(tx -> tx.scan(OFFSETS, ""));
    Map<String, Long> offsets = new HashMap<>();
    stored.forEach((lane, text) -> offsets.put(lane, number(text)));
    return offsets;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  void add(List<Delivery> deliveries) {
    pending.addAll(deliveries);
  }

  long received() {
    return received.get();
  }

  long deadLetters() {
    return deadLetters.get();
  }

  /**
   * Takes all that is pending.
   *
   * <p>Throws what {@link Trouble#passes}; the rest then stays pending.
   */
  void takeAll() {
    while (!pending.isEmpty()) {
      List<Delivery> batch = pending.stream().limit(oneByOne > 0 ? 1 : TOGETHER).toList();
      try {
        take(batch);
      } catch (RuntimeException e) {
        if (waits(e)) {
          throw e;
        }
        if (batch.size() > 1) {
          oneByOne = batch.size();
          continue;
        }
        bury(batch.get(0), e);
      }
      batch.forEach(d -> pending.remove());
      oneByOne = Math.max(0, oneByOne - batch.size());
      received.addAndGet(batch.size());
    }
  }

  /** Whether the record is fine and the world is not. */
  private static boolean waits(RuntimeException e) {
    return e instanceof StoreException || Trouble.passes(e);
  }

  private void take(List<Delivery> batch) {
    Outgoing outgoing =
        store.transact(
            tx -> {
              Outgoing out = new Outgoing(tx);
              for (Delivery delivery : batch) {
                if (delivery.offset() >= next(tx, delivery)) {
                  party.receive(tx, delivery, out);
                  passed(tx, delivery);
                }
              }
              return out;
            });
    messages.send(outgoing.loose());
  }

  /** The party failed on a record, which it never should: put aside, and the next ones go on. */
  private void bury(Delivery delivery, RuntimeException cause) {
    LOG.error("{} could not be taken: {}", DeadLetters.place(delivery), LastWords.of(cause));
    String code = cause instanceof ProtocolException known ? known.code().name() : UNEXPECTED;
    store.transact(
        tx -> {
          DeadLetters.put(tx, delivery, code);
          passed(tx, delivery);
          return true;
        });
    deadLetters.incrementAndGet();
  }

  private static long next(Store.Tx tx, Delivery d) {
    return tx.get(OFFSETS, lane(d)).map(Inbox::number).orElse(0L);
  }

  private static void passed(Store.Tx tx, Delivery d) {
    tx.put(OFFSETS, lane(d), Long.toString(d.offset() + 1).getBytes(StandardCharsets.US_ASCII));
  }

  private static long number(byte[] text) {
    return Long.parseLong(new String(text, StandardCharsets.US_ASCII));
  }

  private static String lane(Delivery d) {
    return d.topic() + "/" + d.lane();
  }
}
