package io.tributary.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The most memory that a set of processes has held at once: the sum of their proportional set
 * sizes, in which shared pages count once. Only where the kernel tells (Linux).
 */
final class MemoryMeter {
  private final Supplier<Collection<Long>> pids;
  private volatile long peak;

  MemoryMeter(Supplier<Collection<Long>> pids) {
    this.pids = pids;
  }

  /** Takes one sample. */
  void sample() {
    long sum = 0;
    for (long pid : pids.get()) {
      sum += bytes(pid).orElse(0);
    }
    peak = Math.max(peak, sum);
  }

  /** The largest sample in bytes; empty where it cannot be measured. */
  OptionalLong peak() {
    return peak == 0 ? OptionalLong.empty() : OptionalLong.of(peak);
  }

  static OptionalLong bytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
        if (line.startsWith("Pss:")) {
          return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("\\D", "")));
        }
      }
      return OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
