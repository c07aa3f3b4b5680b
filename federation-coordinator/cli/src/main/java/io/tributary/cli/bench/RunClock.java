package io.tributary.cli.bench;

import io.tributary.cli.query.RunStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Tells the phases of one run apart by what the coordinator says of it, look by look. */
final class RunClock {
  private static final Set<String> ANSWERED = Set.of("accepted", "contributed", "checked");
  private static final Set<String> CONTRIBUTED = Set.of("contributed", "checked", "refused");
  private static final Set<String> CHECKED = Set.of("checked", "completed", "released");
  private static final Set<String> COMPLETED = Set.of("completed", "released");

  private final LongSupplier nanos;
  private final long started;
  private final Map<Phase, Double> ends = new EnumMap<>(Phase.class);

  RunClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.started = nanos.getAsLong();
  }

  /** Takes a look into account. */
  void look(RunStatus status) {
    boolean open = !Set.of("ASKED", "NONE").contains(status.state());
    mark(Phase.DISPATCH, open && all(status.repositories(), ANSWERED));
    mark(Phase.COMPUTE, all(status.repositories(), CONTRIBUTED));
    mark(Phase.SHARE, all(status.nodes(), CHECKED));
    mark(Phase.CLOSE, status.state().equals("CLOSED") || status.completed());
    mark(Phase.COMBINE, all(status.nodes(), COMPLETED));
    mark(Phase.PROVE, status.released());
  }

  /** Length of each phase up to the release; what was over before it was looked at has none. */
  Map<Phase, Double> seconds() {
    Map<Phase, Double> seconds = new EnumMap<>(Phase.class);
    double before = 0;
    for (Map.Entry<Phase, Double> end : ends.entrySet()) {
      seconds.put(end.getKey(), Math.max(0, end.getValue() - before));
      before = Math.max(before, end.getValue());
    }
    return seconds;
  }

  private void mark(Phase phase, boolean over) {
    if (over) {
      ends.putIfAbsent(phase, (nanos.getAsLong() - started) / 1e9);
    }
  }

  private static boolean all(Map<String, String> parties, Set<String> states) {
    return !parties.isEmpty()
        && parties.values().stream().allMatch(said -> states.contains(said.split(" ", 2)[0]));
  }
}
