package io.tributary.cli.local;

import io.tributary.cli.home.Federation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the processes of a federation that runs by itself. */
public final class Shutdown {
  private static final Duration GRACE = Duration.ofSeconds(25);

  private Shutdown() {}

  /** Ends parties first and what they stand on last; returns how many processes there were. */
  public static int end(Federation federation) {
    List<String> ground = List.of("chain", "broker");
    int ended =
        end(federation.parties().stream().filter(p -> !ground.contains(p.kind())).toList(), GRACE);
    return ended
        + end(federation.parties().stream().filter(p -> ground.contains(p.kind())).toList(), GRACE);
  }

  static int end(List<Federation.Member> parties, Duration grace) {
    List<ProcessHandle> handles =
        parties.stream().flatMap(party -> party.handle().stream()).toList();
    handles.forEach(ProcessHandle::destroy);
    long deadline = System.nanoTime() + grace.toNanos();
    for (ProcessHandle handle : handles) {
      if (!ends(handle, deadline - System.nanoTime())) {
        handle.destroyForcibly();
        ends(handle, Duration.ofSeconds(5).toNanos());
      }
    }
    return handles.size();
  }

  private static boolean ends(ProcessHandle handle, long nanos) {
    try {
      handle.onExit().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
