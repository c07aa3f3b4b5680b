package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.ContractWriter.Outcome;
import io.tributary.ledger.SignedTransaction;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the stored transactions, in the order of their nonces, and waits a while for their
 * outcomes. Each is looked up by its hash before it is sent, so that a restart sends only what the
 * chain does not have. One that is too cheap, or that block after block passes over, gets a further
 * version that pays more, which is stored, too, before it is sent.
 *
 * <p>A chain that goes back behind what was settled before has their nonces free again, and nothing
 * fills them: these could wait for ever. They are dropped, and their calls planned anew. Should the
 * chain take one of them after all, the contract refuses the other.
 */
final class Sending implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final long WAIT_NANOS = 2_000_000_000L;
  private static final long POLL_MILLIS = 40;

  /** Transactions that came to nothing before an item is given up. */
  private static final int MOST_ATTEMPTS = 5;

  /** Blocks without it before a transaction is offered for more. */
  private static final int PATIENCE_BLOCKS = 3;

  private final ContractWriter writer;
  private final Lookup lookup;
  private final List<Flight> flights;
  private final Optional<BlockRef> checkpoint;
  private final Runnable progress;
  private final Map<Flight, Outcome> settled = new LinkedHashMap<>();
  private final Map<Flight, BlockRef> blocks = new LinkedHashMap<>();
  private final Set<Flight> refused = new HashSet<>();
  private final List<Flight> raised = new ArrayList<>();
  private Optional<BlockRef> newest = Optional.empty();

  /**
   * @param flights at least one
   * @param checkpoint a block that the chain had when the last outcomes were stored
   * @param progress told when something was written
   */
  Sending(
      ContractWriter writer,
      List<Flight> flights,
      Optional<BlockRef> checkpoint,
      Runnable progress) {
    this.writer = writer;
    this.lookup = new Lookup(writer);
    this.flights = List.copyOf(flights);
    this.checkpoint = checkpoint;
    this.progress = progress;
  }

  @Override
  public Done run() {
    try {
      if (hasGoneBack()) {
        return this::drop;
      }
      long end = System.nanoTime() + WAIT_NANOS;
      do {
        look();
      } while (settled.size() < flights.size() && System.nanoTime() < end && pause());
      if (hasGoneBack()) {
        // Else a later block would stand for what was written before, which may be gone.
        return this::drop;
      }
      unsettleWhatIsGone();
      if (settled.isEmpty() && writer.isStranded(flights.get(0).last())) {
        return this::drop;
      }
      raise(writer.head().number());
    } catch (LedgerException e) {
      // What is unsettled is looked up again next time.
      LOG.warn("{}", e.getMessage());
    }
    return this::store;
  }

  private boolean hasGoneBack() {
    return checkpoint.isPresent() && !writer.has(checkpoint.get());
  }

  private void drop(Store.Tx tx, long now, Outbox out) {
    LOG.warn("the chain has lost what {} transactions on their way follow", flights.size());
    SinkTables tables = new SinkTables(tx);
    flights.forEach(tables::removeFlight);
    progress.run();
  }

  private void store(Store.Tx tx, long now, Outbox out) {
    SinkTables tables = new SinkTables(tx);
    newest.ifPresent(tables::checkpoint);
    settled.forEach((flight, outcome) -> settle(tables, flight, outcome));
    raised.forEach(tables::putFlight);
    progress.run();
  }

  private void look() {
    for (Flight flight : flights) {
      if (settled.containsKey(flight)) {
        continue;
      }
      Outcome outcome = lookup.outcome(flight);
      if (outcome == Outcome.LOST) {
        send(flight);
      } else if (outcome == Outcome.REPLACED) {
        settled.put(flight, outcome);
      } else if (Lookup.isMined(outcome)) {
        mined(flight, outcome);
      }
    }
  }

  /** By its block one can tell later whether the chain still has it; it may have gone already. */
  private void mined(Flight flight, Outcome outcome) {
    lookup
        .block(flight)
        .ifPresent(
            block -> {
              settled.put(flight, outcome);
              blocks.put(flight, block);
              newest = newest.filter(b -> b.number() > block.number()).or(() -> Optional.of(block));
            });
  }

  /**
   * The chain may have gone back between two looks: what was mined before that and is gone would
   * look settled under a newest block that the chain has. The newest is asked for last: if it is
   * there, so is all that was there just before.
   */
  private void unsettleWhatIsGone() {
    blocks.forEach(
        (flight, block) -> {
          if (!writer.has(block)) {
            settled.remove(flight);
          }
        });
    if (newest.isPresent() && !writer.has(newest.get())) {
      settled.keySet().removeAll(blocks.keySet());
      newest = Optional.empty();
    }
  }

  /** A node may refuse what pays too little for it, or no more than the version that it has. */
  private void send(Flight flight) {
    if (refused.contains(flight)) {
      return;
    }
    try {
      writer.send(flight.last());
    } catch (LedgerException e) {
      refused.add(flight);
      LOG.warn("run {}: {} waits: {}", flight.run(), flight.function(), e.getMessage());
    }
  }

  private void raise(long newestBlock) {
    for (Flight flight : flights) {
      if (!settled.containsKey(flight)) {
        boolean tooCheap = writer.isTooCheap(flight.last());
        if (tooCheap || newestBlock >= flight.height() + PATIENCE_BLOCKS) {
          raise(flight, tooCheap, newestBlock);
        }
      }
    }
  }

  private void raise(Flight flight, boolean tooCheap, long newestBlock) {
    Optional<SignedTransaction> version = writer.raise(flight.last());
    raised.add(flight.with(version, newestBlock));
    if (version.isPresent()) {
      LOG.warn("run {}: {} waits for a block; it now pays more", flight.run(), flight.function());
    } else if (tooCheap && newestBlock != flight.height()) {
      LOG.warn(
          "run {}: {} waits for a block; it pays as much as it may (maxFeeGwei)",
          flight.run(),
          flight.function());
    }
  }

  private static void settle(SinkTables tables, Flight flight, Outcome outcome) {
    tables.removeFlight(flight);
    if (outcome == Outcome.DONE) {
      LOG.info("run {}: {} written", flight.run(), flight.function());
      tables.handled(flight.item(), outcome.name());
      return;
    }
    // Planning it again finds out whether it still has a place.
    if (tables.failedAttempt(flight.item()) >= MOST_ATTEMPTS) {
      LOG.error("run {}: gave up {} ({})", flight.run(), flight.function(), outcome);
      tables.handled(flight.item(), outcome.name());
      tables.deadLetter(flight.item(), outcome.name());
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(POLL_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
