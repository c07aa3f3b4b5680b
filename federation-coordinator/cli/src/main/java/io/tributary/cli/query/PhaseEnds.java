package io.tributary.cli.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * When the phases of one run end, as the asker sees it look by look.
 *
 * @param <P> what phases are called
 */
public final class PhaseEnds<P> {
  private final LongSupplier nanos;
  private final long started;
  private final Map<P, Double> ends;

  /**
   * Starts now.
   *
   * @param nanos a clock of nanoseconds
   * @param ends empty; its order is that in which phases follow each other
   */
  public PhaseEnds(LongSupplier nanos, Map<P, Double> ends) {
    this.nanos = nanos;
    this.ends = ends;
    this.started = nanos.getAsLong();
  }

  /** Notes at the first look at which it is so that a phase is over. */
  public void mark(P phase, boolean over) {
    if (over) {
      ends.putIfAbsent(phase, (nanos.getAsLong() - started) / 1e9);
    }
  }

  /** Seconds of each phase that was marked; what was over before an earlier one has none. */
  public Map<P, Double> seconds() {
    Map<P, Double> seconds = new LinkedHashMap<>();
    double before = 0;
    for (Map.Entry<P, Double> end : ends.entrySet()) {
      seconds.put(end.getKey(), Math.max(0, end.getValue() - before));
      before = Math.max(before, end.getValue());
    }
    return seconds;
  }

  /** Whether there are parties, and each is in one of some states, whatever it says besides. */
  public static boolean all(Map<String, String> parties, Set<String> states) {
    return !parties.isEmpty()
        && parties.values().stream().allMatch(said -> states.contains(said.split(" ", 2)[0]));
  }
}
