package io.tributary.party.loop;

import io.tributary.protocol.party.BatchCodec;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Batches in the store, first in first out. Their numbers run from {@code first} (the oldest
 * unsent) to {@code next} (not yet given), so that looking at the head never reads the rest.
 */
final class DurableOutbox {
  /** Batches waiting, by number. */
  static final String TABLE = "outbox";

  /** Batches that the bus can never take. */
  static final String REFUSED = "outbox-refused";

  private static final String STATE = "outbox-state";

  /** A batch with its number. */
  record Entry(long number, List<BusRecord> batch) {}

  private DurableOutbox() {}

  static void add(Store.Tx tx, List<BusRecord> batch) {
    if (batch.isEmpty()) {
      return;
    }
    long number = counter(tx, "next");
    tx.put(TABLE, key(number), BatchCodec.write(batch));
    set(tx, "next", number + 1);
  }

  static Optional<Entry> head(Store.Tx tx) {
    long number = counter(tx, "first");
    return tx.get(TABLE, key(number)).map(bytes -> new Entry(number, BatchCodec.read(bytes)));
  }

  static void remove(Store.Tx tx, long number) {
    tx.delete(TABLE, key(number));
    set(tx, "first", number + 1);
  }

  /** Puts the batch aside, so that those behind it can go. */
  static void refuse(Store.Tx tx, long number) {
    tx.get(TABLE, key(number)).ifPresent(bytes -> tx.put(REFUSED, key(number), bytes));
    remove(tx, number);
  }

  static long depth(Store.Tx tx) {
    return counter(tx, "next") - counter(tx, "first");
  }

  private static String key(long number) {
    return String.format("%016x", number);
  }

  private static long counter(Store.Tx tx, String name) {
    return tx.get(STATE, name)
        .map(text -> Long.parseLong(new String(text, StandardCharsets.US_ASCII)))
        .orElse(0L);
  }

  private static void set(Store.Tx tx, String name, long value) {
    tx.put(STATE, name, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }
}
