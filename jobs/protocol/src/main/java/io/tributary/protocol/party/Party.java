package io.tributary.protocol.party;

import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Store;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One party's decisions. Its state lives in the store alone, so that it may be stopped between any
 * two calls and built again over the same store. Calls with a transaction come one at a time.
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

  /** May a batch leave? */
  enum Leave {
    /** It may. */
    NOW,
    /** Not yet: it is asked again, and what was published after it waits with it. */
    LATER,
    /** Not any more: it is forgotten. */
    NEVER
  }

  /**
   * Asked each time before the relay is offered a batch that {@link Outbox#publish} took: it may
   * have waited for the relay since, and what was right then may be wrong by now. A batch may also
   * have reached the relay before and be offered for the second time.
   *
   * @param now Unix seconds
   * @throws io.tributary.protocol.port.LedgerException if the ledger must be asked and is silent:
   *     as {@link Leave#LATER}
   */
  default Leave leave(Store.Tx tx, List<BusRecord> batch, long now) {
    return Leave.NOW;
  }
}
