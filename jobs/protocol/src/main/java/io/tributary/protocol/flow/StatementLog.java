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
 * different second one is kept as evidence against its signer.
 */
public final class StatementLog {
  /** Store table of the messages that count. */
  public static final String TABLE = "statements";

  /** Store table of messages that contradict one that counts. */
  public static final String EVIDENCE = "evidence";

  private StatementLog() {}

  /** What became of a message. */
  public enum Outcome {
    FIRST,
    REPEAT,
    CONTRADICTION
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
      tx.put(TABLE, digestKey, statement.bytes());
      tx.put(TABLE, key, message);
      return Outcome.FIRST;
    }
    if (Digest.of(known.get()).equals(statement)) {
      return Outcome.REPEAT;
    }
    tx.putIfAbsent(EVIDENCE, key + "/" + Digests.sha256(message), message);
    return Outcome.CONTRADICTION;
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
