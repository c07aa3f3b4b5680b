package io.tributary.protocol.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store.Tx;

/**
 * Takes records in so that a bad one stops nothing: it becomes a dead letter that holds digest and
 * code only. A silent ledger is not the record's fault: that exception passes, and the loop offers
 * the record again.
 */
public final class Intake {
  private Intake() {}

  /** Judges one record; throws for a bad one. */
  @FunctionalInterface
  public interface Handler {
    void handle(Delivery delivery);
  }

  /** Hands the record on, or sets it aside. */
  public static void receive(Tx tx, Delivery delivery, Handler handler) {
    try {
      handler.handle(delivery);
    } catch (ProtocolException e) {
      bury(tx, delivery, e.code());
    } catch (JobException e) {
      bury(tx, delivery, Code.BAD_JOB);
    }
  }

  private static void bury(Tx tx, Delivery delivery, Code code) {
    ObjectNode letter = JsonNodeFactory.instance.objectNode();
    letter.put("code", code.name());
    letter.put("sha256", Digests.sha256(delivery.value()).hex());
    String place =
        String.format("%s/%d/%019d", delivery.topic(), delivery.lane(), delivery.offset());
    tx.put(Party.DEAD_LETTERS, place, CanonicalJson.write(letter));
  }
}
