package io.tributary.party.loop;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.port.Delivery;

/** What is kept of a record that could not be taken: digest and code, never content. */
final class DeadLetter {
  private static final String UNEXPECTED = "UNEXPECTED";

  private DeadLetter() {}

  static byte[] of(Delivery delivery, RuntimeException cause) {
    ObjectNode letter = JsonNodeFactory.instance.objectNode();
    letter.put("code", cause instanceof ProtocolException p ? p.code().name() : UNEXPECTED);
    letter.put("sha256", Digests.sha256(delivery.value()).hex());
    return CanonicalJson.write(letter);
  }
}
