package io.tributary.protocol.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store.Tx;

/**
 * What is kept of a record that could not be used, under its place: digest and code, never content,
 * for what nobody can read may be anybody's secret.
 */
public final class DeadLetters {
  private DeadLetters() {}

  /** Keeps a letter. */
  public static void put(Tx tx, Delivery delivery, String code) {
    ObjectNode letter = JsonNodeFactory.instance.objectNode();
    letter.put("code", code);
    letter.put("sha256", Digests.sha256(delivery.value()).hex());
    tx.put(Party.DEAD_LETTERS, place(delivery), CanonicalJson.write(letter));
  }

  /** Names a record, in the order of its lane. */
  public static String place(Delivery delivery) {
    return String.format("%s/%d/%019d", delivery.topic(), delivery.lane(), delivery.offset());
  }
}
