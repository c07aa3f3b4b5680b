package io.tributary.protocol.flow;

import java.util.HashMap;
import java.util.Map;

/**
 * How long something that would do waits for something better. Kept in memory only: a restart waits
 * once more. Not safe for use by several threads.
 */
public final class Grace {
  private final long seconds;
  private final Map<String, Long> since = new HashMap<>();

  /**
   * @param seconds to wait; 0 not to
   */
  public Grace(long seconds) {
    this.seconds = seconds;
  }

  /** Whether it is over; it begins when it is first asked for. */
  public boolean isOver(String what, long now) {
    return now - since.computeIfAbsent(what, w -> now) >= seconds;
  }

  /** Forgets everything whose name starts so. */
  public void forget(String prefix) {
    since.keySet().removeIf(what -> what.startsWith(prefix));
  }
}
