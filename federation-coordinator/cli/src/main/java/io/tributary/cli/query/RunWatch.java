package io.tributary.cli.query;

import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.error.RunErrors;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Waits for a run to end, and tells what changes on the way. */
public final class RunWatch {
  /** How the watch waits between looks; a port, so that tests do not sleep. */
  public interface Pause {
    void between(Duration looks) throws InterruptedException;
  }

  private static final Duration LOOK = Duration.ofMillis(250);
  private final Supplier<RunStatus> look;
  private final Consumer<String> say;
  private final Pause pause;
  private final LongSupplier nanos;
  private final int minimum;
  private final Map<String, String> told = new LinkedHashMap<>();

  /**
   * @param minimum of contributing organisations that the job asks for
   */
  public RunWatch(
      Supplier<RunStatus> look,
      int minimum,
      Consumer<String> say,
      Pause pause,
      LongSupplier nanos) {
    this.look = look;
    this.minimum = minimum;
    this.say = say;
    this.pause = pause;
    this.nanos = nanos;
  }

  /** Returns when there is an answer to open; every other end is an error with its exit code. */
  public RunStatus awaitReleased(Duration limit) {
    long deadline = nanos.getAsLong() + limit.toNanos();
    while (true) {
      RunStatus status = look.get();
      tell(status);
      if (status.released()) {
        return status;
      }
      if (status.aborted()) {
        throw Aborted.of(status, minimum);
      }
      if (nanos.getAsLong() > deadline) {
        throw RunErrors.runTimeout(status.run(), status.state());
      }
      try {
        pause.between(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ProcessErrors.interrupted();
      }
    }
  }

  private void tell(RunStatus status) {
    status.repositories().forEach((id, state) -> tell(id, state));
    status.nodes().forEach((id, state) -> tell(id, state));
    tell("run", status.state());
  }

  private void tell(String who, String state) {
    if (!state.equals(told.put(who, state))) {
      say.accept(String.format(java.util.Locale.ROOT, "  %-8s %s", who, state));
    }
  }
}
