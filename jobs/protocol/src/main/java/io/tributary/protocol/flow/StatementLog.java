package io.tributary.protocol.flow;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Verified messages by (run, kind, party): the first one counts, a repeat changes nothing, and a
 * different second one is kept as evidence against its signer. Nobody can fill it: of each party
 * there is so much in a run, and no more (PROTOCOL 10.2, 12).
 */
public final class StatementLog {
  /** Store table of the messages that count. */
  public static final String TABLE = "statements";

  /** Store table of messages that contradict one that counts. */
  public static final String EVIDENCE = "evidence";

  /** Sets that a party may check or propose in a run, or repositories it may complain of. */
  static final int MOST_OF_A_KIND = 512;

  /** Different second messages that are kept; one alone convicts. */
  static final int MOST_EVIDENCE = 8;

  private StatementLog() {}

  /** What became of a message. */
  public enum Outcome {
    /** It counts. */
    FIRST(true),
    /** It is known. */
    REPEAT(false),
    /** It is kept as evidence. */
    CONTRADICTION(true),
    /** Its signer has said enough in this run. */
    IGNORED(false);

    private final boolean kept;

    Outcome(boolean kept) {
      this.kept = kept;
    }

    /** Whether it takes room that it did not take before. */
    public boolean kept() {
      return kept;
    }
  }

  /**
   * Keeps a message.
   *
   * @param kind what may be said once, for example {@code contribution} or {@code checked/0x…}
   * @param statement EIP-712 digest: two messages with one digest say the same
   */
  public static Outcome keep(
      Tx tx, RunId run, String kind, PartyId party, Digest statement, byte[] message) {
    String key = key(run, kind, party);
    String digestKey = key + "#";
    Optional<byte[]> known = tx.get(TABLE, digestKey);
    if (known.isEmpty()) {
      if (saidOfKind(tx, run, kind, party) >= MOST_OF_A_KIND) {
        return Outcome.IGNORED;
      }
      tx.put(TABLE, digestKey, statement.bytes());
      tx.put(TABLE, key, message);
      return Outcome.FIRST;
    }
    return Digest.of(known.get()).equals(statement)
        ? Outcome.REPEAT
        : contradiction(tx, key, message);
  }

  private static Outcome contradiction(Tx tx, String key, byte[] message) {
    String place = key + "/" + Digests.sha256(message);
    if (tx.get(EVIDENCE, place).isPresent()) {
      return Outcome.REPEAT;
    }
    if (tx.scan(EVIDENCE, key + "/").size() >= MOST_EVIDENCE) {
      return Outcome.IGNORED;
    }
    tx.put(EVIDENCE, place, message);
    return Outcome.CONTRADICTION;
  }

  /** Of kinds that a party may use more than once, such as {@code checked/0x…}. */
  private static long saidOfKind(Tx tx, RunId run, String kind, PartyId party) {
    int slash = kind.indexOf('/');
    return slash < 0
        ? 0
        : tx.scan(TABLE, run + "/" + kind.substring(0, slash + 1)).keySet().stream()
            .filter(key -> key.endsWith("/" + party))
            .count();
  }

  /** Forgets all that a party has said in a run. */
  public static void forget(Tx tx, RunId run, PartyId party) {
    for (String key : tx.scan(TABLE, run + "/").keySet()) {
      if (key.endsWith("/" + party) || key.endsWith("/" + party + "#")) {
        tx.delete(TABLE, key);
      }
    }
    for (String key : tx.scan(EVIDENCE, run + "/").keySet()) {
      if (key.substring(0, key.lastIndexOf('/')).endsWith("/" + party)) {
        tx.delete(EVIDENCE, key);
      }
    }
  }

  /** The message of this party that counts. */
  public static Optional<byte[]> find(Tx tx, RunId run, String kind, PartyId party) {
    return tx.get(TABLE, key(run, kind, party));
  }

  /** All messages of a kind that count, by party. */
  public static SortedMap<PartyId, byte[]> all(Tx tx, RunId run, String kind) {
    String prefix = run + "/" + kind + "/";
    SortedMap<PartyId, byte[]> found = new TreeMap<>();
    for (Map.Entry<String, byte[]> entry : tx.scan(TABLE, prefix).entrySet()) {
      String party = entry.getKey().substring(prefix.length());
      if (!party.endsWith("#") && party.indexOf('/') < 0) {
        found.put(new PartyId(party), entry.getValue());
      }
    }
    return found;
  }

  /** All messages of a run whose kind starts with the prefix, in order of kind and party. */
  public static List<byte[]> under(Tx tx, RunId run, String kindPrefix) {
    return tx.scan(TABLE, run + "/" + kindPrefix).entrySet().stream()
        .filter(entry -> !entry.getKey().endsWith("#"))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** All messages of a run that count. */
  public static List<byte[]> all(Tx tx, RunId run) {
    return under(tx, run, "");
  }

  /** Evidence kept for a run, by key. */
  public static Map<String, byte[]> evidence(Tx tx, RunId run) {
    return tx.scan(EVIDENCE, run + "/");
  }

  private static String key(RunId run, String kind, PartyId party) {
    return run + "/" + kind + "/" + party;
  }
}
