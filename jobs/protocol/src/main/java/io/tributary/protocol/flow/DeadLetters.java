package io.tributary.protocol.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store.Tx;
import java.util.List;

/**
 * What is kept of a record that could not be used, under its place: digest and code, never content,
 * for what nobody can read may be anybody's secret. Of each lane the latest are kept: who writes to
 * it may write nonsense without end.
 */
public final class DeadLetters {
  /** Letters of one lane. */
  static final int MOST = 1_000;

  private DeadLetters() {}

  /** Keeps a letter, and drops the oldest one of its lane if there are too many. */
  public static void put(Tx tx, Delivery delivery, String code) {
    ObjectNode letter = JsonNodeFactory.instance.objectNode();
    letter.put("code", code);
    letter.put("sha256", Digests.sha256(delivery.value()).hex());
    tx.put(Party.DEAD_LETTERS, place(delivery), CanonicalJson.write(letter));
    List<String> kept = List.copyOf(tx.scan(Party.DEAD_LETTERS, lane(delivery)).keySet());
    kept.subList(0, Math.max(0, kept.size() - MOST))
        .forEach(key -> tx.delete(Party.DEAD_LETTERS, key));
  }

  /** Names a record, in the order of its lane. */
  public static String place(Delivery delivery) {
    return lane(delivery) + String.format("%019d", delivery.offset());
  }

  private static String lane(Delivery delivery) {
    return delivery.topic() + "/" + delivery.lane() + "/";
  }
}
