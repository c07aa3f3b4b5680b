package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.ContractWriter.Outcome;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.LedgerException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the stored transactions, in the order of their nonces, and waits a while for their
 * outcomes. Each is looked up by its hash before it is sent, so that a restart sends only what the
 * chain does not have.
 */
final class Sending implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final long WAIT_NANOS = 2_000_000_000L;
  private static final long POLL_MILLIS = 40;

  /** Transactions that came to nothing before an item is given up. */
  private static final int MOST_ATTEMPTS = 5;

  private final ContractWriter writer;
  private final List<Flight> flights;
  private final Runnable progress;

  /**
   * @param progress told when something was written
   */
  Sending(ContractWriter writer, List<Flight> flights, Runnable progress) {
    this.writer = writer;
    this.flights = List.copyOf(flights);
    this.progress = progress;
  }

  @Override
  public Done run() {
    Map<Flight, Outcome> settled = new LinkedHashMap<>();
    Optional<BlockRef> head = Optional.empty();
    try {
      long end = System.nanoTime() + WAIT_NANOS;
      do {
        look(settled);
      } while (settled.size() < flights.size() && System.nanoTime() < end && pause());
      head = Optional.of(writer.head());
    } catch (LedgerException e) {
      // What is unsettled is looked up again next time.
      LOG.warn("{}", e.getMessage());
    }
    Optional<BlockRef> checkpoint = head;
    return (tx, now, out) -> {
      SinkTables tables = new SinkTables(tx);
      checkpoint.ifPresent(tables::checkpoint);
      settled.forEach((flight, outcome) -> settle(tables, flight, outcome));
      progress.run();
    };
  }

  private void look(Map<Flight, Outcome> settled) {
    for (Flight flight : flights) {
      if (settled.containsKey(flight)) {
        continue;
      }
      Outcome outcome = writer.outcome(flight.transaction());
      if (outcome == Outcome.LOST) {
        writer.send(flight.transaction());
      } else if (outcome != Outcome.PENDING) {
        settled.put(flight, outcome);
      }
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
