package io.tributary.ledger.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.ledger.Quantity;
import io.tributary.ledger.Web3Ledger;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.LedgerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where a contract has logged what, up to one block: a table of contents, in which nothing is
 * proven. Of a run it keeps the places alone, some 70 bytes each.
 */
public final class ContractLogs {
  private static final long WINDOW = 5_000;

  private final SortedSet<Place> roster = new TreeSet<>();
  private final Map<Digest, SortedSet<Place>> jobs = new HashMap<>();
  private final Map<RunId, OfRun> runs = new LinkedHashMap<>();
  private final List<LedgerEvent.DepositPenalised> fines = new ArrayList<>();

  private ContractLogs() {}

  /** A run's places, and which job it is of. */
  private record OfRun(Digest job, SortedSet<Place> places) {}

  /**
   * Reads all logs at the ledger's confirmation depth, in bounded ranges.
   *
   * @throws LedgerException if the node does not answer, or contradicts itself
   */
  public static ContractLogs read(Web3Ledger ledger) {
    ContractLogs logs = new ContractLogs();
    long height = ledger.height();
    for (long from = ledger.deployedAt(); from <= height; from += WINDOW) {
      long to = Math.min(height, from + WINDOW - 1);
      JsonNode found =
          ledger.raw(
              "eth_getLogs",
              Map.of(
                  "address",
                  ledger.domain().contract().hex(),
                  "fromBlock",
                  Quantity.of(from),
                  "toBlock",
                  Quantity.of(to)));
      found.forEach(logs::add);
    }
    return logs;
  }

  /** Every run, in the order in which they were opened. */
  public List<RunId> runs() {
    return List.copyOf(runs.keySet());
  }

  /** Every run of which something was logged in this block or later, in the same order. */
  public List<RunId> runsSince(long block) {
    return runs.entrySet().stream()
        .filter(run -> run.getValue().places().last().block() >= block)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Every loss of a deposit, oldest first. */
  public List<LedgerEvent.DepositPenalised> fines() {
    return List.copyOf(fines);
  }

  /**
   * Places of the roster's, the run's job's and the run's own logs, and of those of earlier runs;
   * empty if the run is unknown.
   */
  Optional<SortedSet<Place>> of(RunId run, Set<RunId> earlier) {
    return Optional.ofNullable(runs.get(run))
        .map(
            log -> {
              SortedSet<Place> places = new TreeSet<>(roster);
              places.addAll(jobs.getOrDefault(log.job(), new TreeSet<>()));
              places.addAll(log.places());
              earlier.stream()
                  .filter(runs::containsKey)
                  .forEach(other -> places.addAll(runs.get(other).places()));
              return places;
            });
  }

  private void add(JsonNode log) {
    List<Digest> topics = new ArrayList<>();
    log.path("topics").forEach(t -> topics.add(Digest.of(Quantity.bytes(t, "a topic"))));
    long block = Quantity.longNumber(log.path("blockNumber"), "a log's block");
    long index = Quantity.longNumber(log.path("transactionIndex"), "a log's transaction");
    Place place = new Place(block, Math.toIntExact(index));
    LedgerEvent.of(topics, Quantity.bytes(log.path("data"), "a log's data"))
        .ifPresent(event -> add(place, event));
  }

  private void add(Place place, LedgerEvent event) {
    if (event instanceof LedgerEvent.RunOpened opened) {
      runs.put(opened.run(), new OfRun(opened.jobDigest(), new TreeSet<>()));
    }
    if (event instanceof LedgerEvent.DepositPenalised fine) {
      fines.add(fine);
    }
    if (event instanceof LedgerEvent.OfRun ofRun) {
      OfRun log = runs.get(ofRun.run());
      if (log == null) {
        throw new LedgerException("the node has logs of run " + ofRun.run() + " alone", null);
      }
      log.places().add(place);
    } else if (event instanceof LedgerEvent.OfJob ofJob) {
      jobs.computeIfAbsent(ofJob.jobDigest(), job -> new TreeSet<>()).add(place);
    } else {
      roster.add(place);
    }
  }
}
