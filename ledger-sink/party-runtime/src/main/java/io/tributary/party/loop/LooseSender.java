package io.tributary.party.loop;

import io.tributary.protocol.port.Bus;
import io.tributary.protocol.port.BusRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is kept nowhere, in order, as much at once as has come together. While the relay is
 * away it waits; with the process it is gone.
 */
final class LooseSender implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LooseSender.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int TOGETHER = 64;

  private final Bus bus;
  private final Consumer<Throwable> fatal;
  private final BlockingQueue<BusRecord> waiting = new LinkedBlockingQueue<>();
  private final Backoff backoff = new Backoff("messages wait", FIRST_PAUSE, LONGEST_PAUSE);

  LooseSender(Bus bus, Consumer<Throwable> fatal) {
    this.bus = bus;
    this.fatal = fatal;
  }

  void send(List<BusRecord> records) {
    waiting.addAll(records);
  }

  /** Why nothing leaves at the moment; empty when all is well. */
  String trouble() {
    return backoff.trouble();
  }

  @Override
  public void run() {
    try {
      while (true) {
        List<BusRecord> records = new ArrayList<>(List.of(waiting.take()));
        waiting.drainTo(records, TOGETHER - 1);
        while (!backoff.attempt(() -> offer(records), LOG)) {
          backoff.rest(LONGEST_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      fatal.accept(e);
    }
  }

  private void offer(List<BusRecord> records) {
    try {
      bus.send(records);
    } catch (IllegalArgumentException e) {
      LOG.error("a message can never be sent and was dropped: {}", e.getMessage());
    }
  }
}
