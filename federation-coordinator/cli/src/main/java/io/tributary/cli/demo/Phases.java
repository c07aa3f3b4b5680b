package io.tributary.cli.demo;

import io.tributary.cli.query.RunStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Seconds by phase of one run, seen from the asker: each phase ends when the last party has got
 * there. Looks a quarter of a second apart, so that is how fine they are.
 */
final class Phases {
  private final long started = System.nanoTime();
  private final Map<String, Double> ends = new LinkedHashMap<>();

  /** Takes a look at the run into account. */
  void look(RunStatus status) {
    mark("compute", all(status.repositories(), "contributed checked refused"));
    mark("share", all(status.nodes(), "checked completed released"));
    mark("close", status.state().matches("CLOSED|COMPLETED|RECEIVED"));
    mark("combine", all(status.nodes(), "completed released"));
    mark("prove", status.completed());
  }

  /** Length of each phase; those that were never seen are missing. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    double before = 0;
    for (Map.Entry<String, Double> end : ends.entrySet()) {
      seconds.put(end.getKey(), Math.max(0, end.getValue() - before));
      before = Math.max(before, end.getValue());
    }
    return seconds;
  }

  private void mark(String phase, boolean over) {
    if (over) {
      ends.putIfAbsent(phase, (System.nanoTime() - started) / 1e9);
    }
  }

  private static boolean all(Map<String, String> parties, String states) {
    return !parties.isEmpty()
        && parties.values().stream().allMatch(said -> states.contains(said.replaceAll(" .*", "")));
  }
}
