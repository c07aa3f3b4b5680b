package io.tributary.protocol.flow;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.job.JobException;
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
      DeadLetters.put(tx, delivery, e.code().name());
    } catch (JobException e) {
      DeadLetters.put(tx, delivery, Code.BAD_JOB.name());
    }
  }
}
