package io.tributary.cli.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process of this machine, to be found again later.
 *
 * @param pid its number, 0 for none
 * @param started when it started, Unix milliseconds: numbers are used again
 */
public record ProcessMark(long pid, long started) {
  private static final long SAME_MILLIS = 2_000;

  /** The mark of a process that runs. */
  public static ProcessMark of(ProcessHandle handle) {
    long since = handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new ProcessMark(handle.pid(), since);
  }

  /** The process, while it lives: this very one, not another that got its number. */
  public Optional<ProcessHandle> handle() {
    return pid == 0
        ? Optional.empty()
        : ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(handle -> !zombie(pid))
            .filter(this::same);
  }

  private boolean same(ProcessHandle handle) {
    return handle
        .info()
        .startInstant()
        .map(at -> Math.abs(at.toEpochMilli() - started) < SAME_MILLIS)
        .orElse(true);
  }

  /** Killed, but not yet collected by its parent: Java calls it alive still. Linux tells. */
  private static boolean zombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException e) {
      return false;
    }
  }
}
