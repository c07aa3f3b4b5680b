package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.ContractWriter.Prepared;
import io.tributary.ledger.LedgerRevert;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.LedgerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans what can be written and signs it. The signed transactions are stored by the outcome; they
 * are sent only after that, so a crash in between loses nothing and doubles nothing.
 */
final class Preparing implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
  private static final int TOGETHER = 32;

  private final Planner planner;
  private final ContractWriter writer;
  private final List<RunFile> files;
  private final Optional<BlockRef> checkpoint;

  /**
   * @param checkpoint a block that the chain had when the last outcomes were stored
   */
  Preparing(
      Planner planner, ContractWriter writer, List<RunFile> files, Optional<BlockRef> checkpoint) {
    this.planner = planner;
    this.writer = writer;
    this.files = List.copyOf(files);
    this.checkpoint = checkpoint;
  }

  @Override
  public Done run() {
    try {
      if (checkpoint.isPresent() && !writer.has(checkpoint.get())) {
        LOG.warn(
            "the chain no longer has block {}: looking again at all that was written",
            checkpoint.get().number());
        return (tx, now, out) -> new SinkTables(tx).forgetOutcomes();
      }
      List<Item> items = new ArrayList<>();
      List<RunId> finished = new ArrayList<>();
      for (RunFile file : files) {
        Planner.Plan plan = planner.plan(file);
        items.addAll(plan.items());
        if (plan.finished()) {
          finished.add(file.run());
        }
      }
      List<Item> batch = items.subList(0, Math.min(TOGETHER, items.size()));
      List<Prepared> prepared =
          batch.isEmpty() ? List.of() : writer.prepare(batch.stream().map(Item::call).toList());
      long height = batch.isEmpty() ? 0 : writer.head().number();
      return (tx, now, out) -> {
        SinkTables tables = new SinkTables(tx);
        finished.forEach(tables::deactivate);
        for (int i = 0; i < batch.size(); i++) {
          store(tables, batch.get(i), prepared.get(i), height);
        }
      };
    } catch (LedgerException e) {
      LOG.warn("{}", e.getMessage());
      return (tx, now, out) -> {};
    }
  }

  private static void store(SinkTables tables, Item item, Prepared prepared, long height) {
    prepared
        .transaction()
        .map(t -> new Flight(item.key(), item.run(), item.call().function(), List.of(t), height))
        .ifPresent(tables::putFlight);
    prepared.revert().ifPresent(r -> refused(tables, item, r));
  }

  private static void refused(SinkTables tables, Item item, LedgerRevert revert) {
    switch (revert.meaning()) {
      case ALREADY_THERE, OVERTAKEN -> tables.handled(item.key(), revert.meaning().name());
      case TOO_EARLY -> LOG.debug("{} waits: {}", item.key(), revert.error());
      case REJECTED -> {
        LOG.warn(
            "run {}: the contract will not take {} ({}): {}",
            item.run(),
            item.call().function(),
            item.key(),
            revert);
        tables.handled(item.key(), revert.error());
        tables.deadLetter(item.key(), revert.error());
      }
    }
  }
}
