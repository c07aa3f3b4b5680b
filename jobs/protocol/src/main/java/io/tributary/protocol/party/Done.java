package io.tributary.protocol.party;

import io.tributary.protocol.port.Store;

/** The outcome of {@link Work}, still to be made durable. */
@FunctionalInterface
public interface Done {
  /**
   * Stores the outcome and what follows from it, in one transaction.
   *
   * @param now Unix seconds
   */
  void apply(Store.Tx tx, long now, Outbox out);
}
