package io.tributary.protocol.party;

import io.tributary.protocol.port.BusRecord;
import java.util.List;

/**
 * Records to be sent. They are stored in the caller's transaction, sent after it has committed, and
 * forgotten only when the bus has confirmed them: a restart sends the identical batch again.
 */
public interface Outbox {
  /** Adds a batch that readers see whole or not at all. */
  void publish(List<BusRecord> atomicBatch);

  /**
   * Sends records that are kept nowhere, each on its own, once the caller's transaction has
   * committed: for what the party makes again after a restart and readers take once. It is far
   * quicker. Where nothing quicker is there they are published.
   */
  default void send(List<BusRecord> remade) {
    remade.forEach(record -> publish(List.of(record)));
  }
}
