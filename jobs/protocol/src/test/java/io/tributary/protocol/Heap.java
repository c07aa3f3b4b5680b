package io.tributary.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bounds what an action allocates on this thread. */
public final class Heap {
  private Heap() {}

  public static void atMost(long bytes, Runnable action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    action.run();
    long before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    long used = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(used <= bytes, () -> "allocated " + used + " bytes, more than " + bytes);
  }
}
