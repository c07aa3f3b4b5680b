package io.tributary.node.engine;

import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Store.Tx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The durable events of a run's computation, in order. What follows from them is kept nowhere: it
 * is made again from them.
 */
final class EngineLog {
  private static final String EVENTS = "engine-events";
  private static final String COUNTS = "engine-counts";
  private static final String SEEN = "engine-seen";
  private static final String STARTED = "engine-started";
  private static final String EARLY = "engine-early";

  private EngineLog() {}

  /** What can happen; the ordinals are stored. */
  enum Kind {
    /** This node starts a session; the body is its secret, sealed to itself. */
    START,
    /** A record has come from a node; the body is as it came. */
    RECORD,
    /** A session has waited for too long. */
    SILENCE
  }

  /**
   * An event.
   *
   * @param of index of the sender of a record; else the session
   */
  record Event(Kind kind, int of, byte[] body) {
    byte[] toBytes() {
      return ByteBuffer.allocate(2 + body.length)
          .put((byte) kind.ordinal())
          .put((byte) of)
          .put(body)
          .array();
    }

    static Event read(byte[] bytes) {
      return new Event(
          Kind.values()[bytes[0]], bytes[1], Arrays.copyOfRange(bytes, 2, bytes.length));
    }
  }

  /** Adds an event. */
  static void append(Tx tx, RunId run, Event event) {
    int count = count(tx, run);
    if (event.kind() == Kind.START) {
      tx.put(STARTED, run.toString(), new byte[0]);
    }
    tx.put(EVENTS, run + String.format("/%08d", count), event.toBytes());
    tx.put(COUNTS, run.toString(), Integer.toString(count + 1).getBytes(StandardCharsets.US_ASCII));
  }

  static int count(Tx tx, RunId run) {
    return tx.get(COUNTS, run.toString())
        .map(count -> Integer.parseInt(new String(count, StandardCharsets.US_ASCII)))
        .orElse(0);
  }

  static List<Event> events(Tx tx, RunId run) {
    return tx.scan(EVENTS, run + "/").values().stream().map(Event::read).toList();
  }

  /** Keeps a record unread that has come before this node could read it. */
  static void keepEarly(Tx tx, RunId run, Event event) {
    String key = run + String.format("/%08d", tx.scan(EARLY, run + "/").size());
    tx.put(EARLY, key, event.toBytes());
  }

  /** Takes out what came early, in order. */
  static List<Event> takeEarly(Tx tx, RunId run) {
    Map<String, byte[]> kept = tx.scan(EARLY, run + "/");
    kept.keySet().forEach(key -> tx.delete(EARLY, key));
    return kept.values().stream().map(Event::read).toList();
  }

  /** Notes that a record of this place has come from this sender. */
  static void see(Tx tx, RunId run, int from, String place) {
    tx.put(SEEN, run + "/" + from + "/" + place, new byte[0]);
  }

  /** Whether a record of this place has come from this sender. */
  static boolean isSeen(Tx tx, RunId run, int from, String place) {
    return tx.get(SEEN, run + "/" + from + "/" + place).isPresent();
  }

  /** Whether this node has started a session. */
  static boolean started(Tx tx, RunId run) {
    return tx.get(STARTED, run.toString()).isPresent();
  }

  /** Records that came from a sender. */
  static int seen(Tx tx, RunId run, int from) {
    return tx.scan(SEEN, run + "/" + from + "/").size();
  }

  /** Forgets a run. */
  static void forget(Tx tx, RunId run) {
    for (String table : List.of(EVENTS, EARLY, SEEN)) {
      tx.scan(table, run + "/").keySet().forEach(key -> tx.delete(table, key));
    }
    for (String table : List.of(COUNTS, STARTED)) {
      tx.delete(table, run.toString());
    }
  }
}
