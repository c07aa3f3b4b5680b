package io.tributary.mpcbenchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/** Processor time of this thread: what work costs on a machine that others use too. */
final class ProcessorTime {
  private static final double MILLIS = 1e-6;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private double mean;

  /** Later runs weigh more, so that warming up is forgotten. */
  <T> T of(Supplier<T> work) {
    long before = threads.getCurrentThreadCpuTime();
    T result = work.get();
    long nanos = threads.getCurrentThreadCpuTime() - before;
    mean = mean == 0 ? nanos : mean + (nanos - mean) / 4;
    return result;
  }

  double meanMillis() {
    return mean * MILLIS;
  }
}
