package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store;
import io.tributary.protocol.port.Topics;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the statements topic and writes to the contract what belongs there: the request, the
 * repositories' decisions and contributions, the set that all nodes agree on, the completions, the
 * receipt, or the abort.
 *
 * <p>Exactly once in effect: an item has one name for ever; its transaction is stored before it is
 * sent and looked up before it is sent again; and the contract refuses repeats. Should the chain go
 * back behind what was written, all of it is looked at again.
 */
public final class Sink implements Party {
  /** How long the read side may lag behind the chain. */
  private static final long LAG_SECONDS = 2;

  private final Incoming incoming;
  private final Planner planner;
  private final ContractWriter writer;
  private volatile boolean fresh = true;
  private volatile boolean wrote;
  private volatile boolean wentBack;
  private long resume;
  private long lastLook;
  private long lastWrite;

  /**
   * @param ledger read side
   * @param writer write side, used by nobody else
   * @param graceSeconds how long the statements of enough nodes wait for those of the rest
   */
  public Sink(Ledger ledger, ContractWriter writer, long graceSeconds) {
    this.incoming = new Incoming(ledger);
    this.planner = new Planner(ledger, graceSeconds);
    this.writer = writer;
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.STATEMENTS);
  }

  @Override
  public void receive(Store.Tx tx, Delivery delivery, Outbox out) {
    if (incoming.take(tx, delivery)) {
      fresh = true;
    }
  }

  @Override
  public void tick(Store.Tx tx, long now, Outbox out) {
    // All there is to do takes the ledger, and so is work.
  }

  /** Offered when something arrived or was written, and otherwise once a second. */
  @Override
  public Optional<Work> work(Store.Tx tx, long now) {
    SinkTables tables = new SinkTables(tx);
    List<Flight> flights = tables.flights();
    Optional<BlockRef> checkpoint = tables.checkpoint();
    if (!flights.isEmpty()) {
      return Optional.of(new Sending(writer, flights, checkpoint, () -> wrote = true));
    }
    if (wentBack) {
      // What is planned from the chain as it was, the contract may refuse for good.
      wentBack = false;
      resume = now + LAG_SECONDS;
    }
    if (now < resume) {
      return Optional.empty();
    }
    if (wrote) {
      wrote = false;
      lastWrite = now;
    }
    if (!fresh && now == lastLook && now > lastWrite + LAG_SECONDS) {
      return Optional.empty();
    }
    fresh = false;
    lastLook = now;
    List<RunFile> active = tables.active();
    return active.isEmpty() && checkpoint.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Preparing(planner, writer, active, now, checkpoint, () -> wentBack = true));
  }
}
