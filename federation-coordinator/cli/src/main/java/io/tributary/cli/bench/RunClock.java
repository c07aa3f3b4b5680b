package io.tributary.cli.bench;

import io.tributary.cli.query.PhaseEnds;
import io.tributary.cli.query.RunStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Tells the phases of one run apart by what the coordinator says of it, look by look. */
final class RunClock {
  private static final Set<String> ANSWERED = Set.of("accepted", "contributed", "checked");
  private static final Set<String> CONTRIBUTED = Set.of("contributed", "checked", "refused");
  private static final Set<String> CHECKED = Set.of("checked", "completed", "released", "missing");
  private static final Set<String> COMPLETED = Set.of("completed", "released", "missing");

  private final PhaseEnds<Phase> ends;

  RunClock(LongSupplier nanos) {
    this.ends = new PhaseEnds<>(nanos, new EnumMap<>(Phase.class));
  }

  /** Takes a look into account. */
  void look(RunStatus status) {
    boolean open = !Set.of("ASKED", "NONE").contains(status.state());
    ends.mark(Phase.DISPATCH, open && PhaseEnds.all(status.repositories(), ANSWERED));
    ends.mark(Phase.COMPUTE, PhaseEnds.all(status.repositories(), CONTRIBUTED));
    ends.mark(Phase.SHARE, PhaseEnds.all(status.nodes(), CHECKED));
    ends.mark(Phase.CLOSE, status.state().equals("CLOSED") || status.completed());
    ends.mark(Phase.COMBINE, PhaseEnds.all(status.nodes(), COMPLETED));
    ends.mark(Phase.PROVE, status.released());
  }

  /** Length of each phase up to the release; what was over before it was looked at has none. */
  Map<Phase, Double> seconds() {
    return ends.seconds();
  }
}
