package io.tributary.jobspark;

import io.tributary.protocol.port.CellComputer.ComputeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Runs Spark work under a time limit. What fails says so without repeating any value. */
final class Deadlines {
  private final SparkSession session;
  private final long millis;

  Deadlines(SparkSession session, int seconds, Instant deadline) {
    this.session = session;
    long left = Duration.between(Instant.now(), deadline).toMillis();
    this.millis = Math.min(left, Duration.ofSeconds(seconds).toMillis());
  }

  <T> T run(String what, Supplier<T> work) {
    if (millis <= 0) {
      throw late(what, null);
    }
    String group = "tributary-" + UUID.randomUUID();
    AtomicBoolean expired = new AtomicBoolean();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "deadline");
              thread.setDaemon(true);
              return thread;
            });
    session.sparkContext().setJobGroup(group, what, true);
    try {
      var unused =
          timer.schedule(
              () -> {
                expired.set(true);
                session.sparkContext().cancelJobGroup(group);
              },
              millis,
              TimeUnit.MILLISECONDS);
      T result = work.get();
      if (expired.get()) {
        throw late(what, null);
      }
      return result;
    } catch (ComputeException e) {
      throw e;
    } catch (RuntimeException e) {
      throw expired.get() ? late(what, e) : failed(what, e);
    } finally {
      timer.shutdownNow();
      session.sparkContext().clearJobGroup();
    }
  }

  private static ComputeException late(String what, RuntimeException cause) {
    return new ComputeException(
        ComputeException.Reason.LIMIT, what + ": cancelled at the deadline", cause);
  }

  /** Spark's own message may quote values, so only its kind is kept, and no cause to print. */
  private static ComputeException failed(String what, RuntimeException cause) {
    return new ComputeException(
        ComputeException.Reason.FAILED,
        what + ": Spark failed with " + cause.getClass().getSimpleName(),
        null);
  }
}
