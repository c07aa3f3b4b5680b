package io.tributary.party.loop;

import io.tributary.protocol.party.Done;
import io.tributary.protocol.party.Work;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicReference;

/** One thread for one long computation at a time. */
final class Worker implements Runnable {
  private final SynchronousQueue<Work> next = new SynchronousQueue<>();
  private final AtomicReference<Outcome> outcome = new AtomicReference<>();
  private boolean busy;

  /** What came of it: one of the two is there. */
  record Outcome(Optional<Done> done, Optional<Throwable> failure) {}

  /** Loop thread: whether work is running or its outcome has not been taken. */
  boolean busy() {
    return busy;
  }

  /** Loop thread: starts work; only when not busy. */
  void start(Work work) throws InterruptedException {
    busy = true;
    next.put(work);
  }

  /** Loop thread: the outcome, once. */
  Optional<Outcome> take() {
    Outcome finished = outcome.getAndSet(null);
    if (finished != null) {
      busy = false;
    }
    return Optional.ofNullable(finished);
  }

  @Override
  public void run() {
    try {
      while (true) {
        outcome.set(attempt(next.take()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Outcome attempt(Work work) {
    try {
      return new Outcome(Optional.of(work.run()), Optional.empty());
    } catch (Throwable e) {
      return new Outcome(Optional.empty(), Optional.of(e));
    }
  }
}
