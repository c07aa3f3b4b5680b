package io.tributary.cli.demo;

import io.tributary.cli.query.PhaseEnds;
import io.tributary.cli.query.RunStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Seconds by phase of one run, seen from the asker: each phase ends when the last party has got
 * there. Looks a quarter of a second apart, so that is how fine they are.
 */
final class Phases {
  private static final Set<String> COMPLETED = Set.of("completed", "released", "missing");
  private static final Set<String> CHECKED = Set.of("checked", "completed", "released", "missing");

  private final PhaseEnds<String> ends = new PhaseEnds<>(System::nanoTime, new LinkedHashMap<>());

  /** Takes a look at the run into account. */
  void look(RunStatus status) {
    ends.mark(
        "compute",
        PhaseEnds.all(status.repositories(), Set.of("contributed", "checked", "refused")));
    ends.mark("share", PhaseEnds.all(status.nodes(), CHECKED));
    ends.mark("close", status.state().matches("CLOSED|COMPLETED|RECEIVED"));
    ends.mark("combine", PhaseEnds.all(status.nodes(), COMPLETED));
    ends.mark("prove", status.completed());
  }

  /** Length of each phase; those that were never seen are missing. */
  Map<String, Double> seconds() {
    return ends.seconds();
  }
}
