package io.tributary.party.loop;

import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusException;
import io.tributary.protocol.port.Store;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outbox, in order, one batch at a time; a batch is forgotten only after the bus has
 * confirmed it. A batch that was confirmed just before a crash is sent again: readers expect
 * repeats.
 */
final class OutboxSender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxSender.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Store store;
  private final Bus bus;
  private final Consumer<Throwable> fatal;
  private final Semaphore news = new Semaphore(1);
  private final Backoff backoff =
      new Backoff("the relay takes nothing", FIRST_PAUSE, LONGEST_PAUSE);
  private volatile boolean stopping;

  OutboxSender(Store store, Bus bus, Consumer<Throwable> fatal) {
    this.store = store;
    this.bus = bus;
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
    try {
      bus.publish(entry.batch());
      settle(tx -> DurableOutbox.remove(tx, entry.number()));
      backoff.succeeded();
    } catch (IllegalArgumentException e) {
      LOG.error("batch {} can never be sent and was put aside: {}", entry.number(), e.getMessage());
      settle(tx -> DurableOutbox.refuse(tx, entry.number()));
    } catch (BusException e) {
      if (!e.retryable()) {
        throw e;
      }
      backoff.failed(e, LOG);
      pause();
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
