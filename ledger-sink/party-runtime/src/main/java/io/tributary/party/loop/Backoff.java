package io.tributary.party.loop;

import io.tributary.party.process.LastWords;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Growing pauses between attempts at one thing, with jitter so that parties do not knock in step.
 * Used by one thread; {@link #trouble} by any.
 */
final class Backoff {
  private final String what;
  private final Duration first;
  private final Duration most;
  private int failures;
  private long due = System.nanoTime();
  private volatile String trouble = "";

  /** The name goes in front of the reason: {@code what: reason}. */
  Backoff(String what, Duration first, Duration most) {
    this.what = what;
    this.first = first;
    this.most = most;
  }

  /** Whether the pause is over. */
  boolean due() {
    return System.nanoTime() - due >= 0;
  }

  /** Sleeps for the rest of the pause, but not longer than the cap. */
  void rest(Duration cap) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(Math.min(cap.toNanos(), Math.max(0, due - System.nanoTime())));
  }

  void failed(Throwable cause, Logger log) {
    long full = Math.min(most.toNanos(), first.toNanos() << Math.min(failures, 20));
    failures++;
    due = System.nanoTime() + full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    trouble = what + ": " + LastWords.of(cause);
    // The 1st, 2nd, 4th, 8th... in a row; a line for each would bury everything else.
    if (Integer.bitCount(failures) == 1) {
      log.warn("{} (attempt {})", trouble, failures);
    }
  }

  void succeeded() {
    failures = 0;
    due = System.nanoTime();
    trouble = "";
  }

  /** What it waits for; empty when all is well. */
  String trouble() {
    return trouble;
  }

  /**
   * Tries, unless the pause lasts; false if it has to be tried again. What does not pass by itself
   * ({@link Trouble}) is thrown on.
   */
  boolean attempt(Runnable body, Logger log) {
    if (!due()) {
      return false;
    }
    try {
      body.run();
      succeeded();
      return true;
    } catch (RuntimeException e) {
      if (!Trouble.passes(e)) {
        throw e;
      }
      failed(e, log);
      return false;
    }
  }
}
