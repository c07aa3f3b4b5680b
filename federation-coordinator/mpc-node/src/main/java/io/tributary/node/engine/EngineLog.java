package io.tributary.node.engine;

import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Store.Tx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The durable events of a run's computation, in order. */
final class EngineLog {
  private static final String EVENTS = "engine-events";
  private static final String COUNTS = "engine-counts";
  private static final String SEEN = "engine-seen";
  private static final String STARTED = "engine-started";
  private static final String FOLLOWED = "engine-followed";

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
    put(tx, COUNTS, run, count + 1);
  }

  static int count(Tx tx, RunId run) {
    return number(tx, COUNTS, run);
  }

  /** How many events there are of which what follows has been published. */
  static int followed(Tx tx, RunId run) {
    return number(tx, FOLLOWED, run);
  }

  /** Notes that what follows from all events has been published, in the same transaction. */
  static void follow(Tx tx, RunId run) {
    put(tx, FOLLOWED, run, count(tx, run));
  }

  private static int number(Tx tx, String table, RunId run) {
    return tx.get(table, run.toString())
        .map(count -> Integer.parseInt(new String(count, StandardCharsets.US_ASCII)))
        .orElse(0);
  }

  private static void put(Tx tx, String table, RunId run, int number) {
    tx.put(table, run.toString(), Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
  }

  static List<Event> events(Tx tx, RunId run) {
    return tx.scan(EVENTS, run + "/").values().stream().map(Event::read).toList();
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
    for (String table : List.of(EVENTS, SEEN)) {
      tx.scan(table, run + "/").keySet().forEach(key -> tx.delete(table, key));
    }
    for (String table : List.of(COUNTS, STARTED, FOLLOWED)) {
      tx.delete(table, run.toString());
    }
  }
}
