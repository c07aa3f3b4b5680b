package io.tributary.sink;

import io.tributary.ledger.ContractWriter;
import io.tributary.ledger.ContractWriter.Prepared;
import io.tributary.ledger.LedgerRevert;
import io.tributary.ledger.chain.BlockRef;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Work;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store;
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
  private final long now;
  private final Optional<BlockRef> checkpoint;
  private final Runnable wentBack;

  /**
   * @param checkpoint a block that the chain had when the last outcomes were stored
   * @param wentBack told when the chain no longer has that block
   */
  Preparing(
      Planner planner,
      ContractWriter writer,
      List<RunFile> files,
      long now,
      Optional<BlockRef> checkpoint,
      Runnable wentBack) {
    this.planner = planner;
    this.writer = writer;
    this.files = List.copyOf(files);
    this.now = now;
    this.checkpoint = checkpoint;
    this.wentBack = wentBack;
  }

  @Override
  public Done run() {
    try {
      return hasGoneBack() ? this::forget : plan();
    } catch (LedgerException e) {
      LOG.warn("{}", e.getMessage());
      return (tx, now, out) -> {};
    }
  }

  private Done plan() {
    List<Item> items = new ArrayList<>();
    List<RunId> finished = new ArrayList<>();
    for (RunFile file : files) {
      Planner.Plan plan = planner.plan(file, now);
      items.addAll(plan.items());
      if (plan.finished()) {
        finished.add(file.run());
      }
    }
    List<Item> batch = items.subList(0, Math.min(TOGETHER, items.size()));
    if (batch.isEmpty()) {
      return (tx, now, out) -> finished.forEach(new SinkTables(tx)::deactivate);
    }
    BlockRef head = writer.head();
    List<Prepared> prepared = writer.prepare(batch.stream().map(Item::call).toList(), head);
    if (hasGoneBack()) {
      // Then what the contract refused, it may have refused for want of what came before.
      return this::forget;
    }
    return (tx, now, out) -> {
      SinkTables tables = new SinkTables(tx);
      finished.forEach(tables::deactivate);
      for (int i = 0; i < batch.size(); i++) {
        store(tables, batch.get(i), prepared.get(i), head);
      }
    };
  }

  private boolean hasGoneBack() {
    return checkpoint.isPresent() && !writer.has(checkpoint.get());
  }

  private void forget(Store.Tx tx, long now, Outbox out) {
    LOG.warn(
        "the chain no longer has block {}: looking again at all that was written",
        checkpoint.orElseThrow().number());
    new SinkTables(tx).forgetOutcomes();
    wentBack.run();
  }

  private static void store(SinkTables tables, Item item, Prepared prepared, BlockRef head) {
    prepared.transaction().map(t -> Flight.of(item, t, head.number())).ifPresent(tables::putFlight);
    prepared.revert().ifPresent(r -> refused(tables, item, r, head));
  }

  private static void refused(SinkTables tables, Item item, LedgerRevert revert, BlockRef head) {
    switch (revert.meaning()) {
      case ALREADY_THERE, OVERTAKEN -> {
        tables.handled(item.key(), revert.meaning().name());
        tables.checkpoint(head);
      }
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
