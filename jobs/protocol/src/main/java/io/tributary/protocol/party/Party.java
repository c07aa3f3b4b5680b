package io.tributary.protocol.party;

import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store;
import java.util.Optional;
import java.util.Set;

/**
 * One party's decisions. Its state lives in the store alone, so that it may be stopped between any
 * two calls and built again over the same store. Calls come from one thread.
 */
public interface Party {
  /** Store table of records that could not be used: digest and code, never content. */
  String DEAD_LETTERS = "dead-letters";

  /** The topics it reads. */
  Set<String> topics();

  /**
   * Takes one record, possibly for the second time. Bad input is written to {@link #DEAD_LETTERS}
   * and never thrown; the offset is saved in the same transaction.
   */
  void receive(Store.Tx tx, Delivery delivery, Outbox out);

  /**
   * Looks at clock and ledger; called at least every second.
   *
   * @param now Unix seconds
   */
  void tick(Store.Tx tx, long now, Outbox out);

  /**
   * Long work that is due, to be run outside any transaction. It is offered again until its {@link
   * Done} has been applied.
   *
   * @param now Unix seconds
   */
  default Optional<Work> work(Store.Tx tx, long now) {
    return Optional.empty();
  }
}
