package io.tributary.jobspark.tool;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;

/**
 * Seconds that something took.
 *
 * @param wall by the clock
 * @param processor of all processors together, for this process: what others do on the machine
 *     weighs less
 */
record Spent(double wall, double processor) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  static Spent on(Supplier<List<?>> work) {
    long wall = System.nanoTime();
    long processor = SYSTEM.getProcessCpuTime();
    if (work.get() == null) {
      throw new IllegalStateException("nothing was computed");
    }
    return new Spent(
        (System.nanoTime() - wall) / 1e9, (SYSTEM.getProcessCpuTime() - processor) / 1e9);
  }
}
