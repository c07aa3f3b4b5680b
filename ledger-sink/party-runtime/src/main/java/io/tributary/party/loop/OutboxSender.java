package io.tributary.party.loop;

import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outbox, in order, one batch at a time; a batch is forgotten only after the bus has
 * confirmed it, or the party has said that it must not leave any more. A batch that was confirmed
 * just before a crash is sent again: readers expect repeats.
 */
final class OutboxSender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Party party;
  private final Store store;
  private final Bus bus;
  private final LongSupplier clock;
  private final Consumer<Throwable> fatal;
  private final Semaphore news = new Semaphore(1);
  private final Backoff backoff = new Backoff("nothing leaves", FIRST_PAUSE, LONGEST_PAUSE);
  private volatile boolean stopping;

  OutboxSender(Party party, Store store, Bus bus, LongSupplier clock, Consumer<Throwable> fatal) {
    this.party = party;
    this.store = store;
    this.bus = bus;
    this.clock = clock;
    this.fatal = fatal;
  }

  /** Says that a transaction with new batches may have committed. */
  void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  void stop() {
    stopping = true;
    wake();
  }

  /** Why nothing leaves at the moment; empty when all is well. */
  String trouble() {
    return backoff.trouble();
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        Optional<DurableOutbox.Entry> head = store.transact(DurableOutbox::head);
        if (head.isPresent()) {
          send(head.get());
        } else {
          news.acquire();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      fatal.accept(e);
    }
  }

  private void send(DurableOutbox.Entry entry) throws InterruptedException {
    if (!backoff.attempt(() -> offer(entry), LOG)) {
      pause();
    }
  }

  private void offer(DurableOutbox.Entry entry) {
    long now = clock.getAsLong();
    switch (store.transact(tx -> party.leave(tx, entry.batch(), now))) {
      case NOW -> publish(entry);
      case LATER -> throw new LedgerException("a batch may not leave yet", null);
      case NEVER -> {
        LOG.warn("batch {} may not leave any more and was forgotten", entry.number());
        settle(tx -> DurableOutbox.remove(tx, entry.number()));
      }
    }
  }

  private void publish(DurableOutbox.Entry entry) {
    try {
      bus.publish(entry.batch());
      settle(tx -> DurableOutbox.remove(tx, entry.number()));
    } catch (IllegalArgumentException e) {
      LOG.error("batch {} can never be sent and was put aside: {}", entry.number(), e.getMessage());
      settle(tx -> DurableOutbox.refuse(tx, entry.number()));
    }
  }

  private void settle(Consumer<Store.Tx> change) {
    store.transact(
        tx -> {
          change.accept(tx);
          return true;
        });
  }

  private void pause() throws InterruptedException {
    // New batches do not shorten it: they would queue behind this one anyway.
    while (!stopping && !backoff.due()) {
      backoff.rest(GLANCE);
    }
  }
}
