package io.tributary.protocol.compare;

import io.tributary.mpc.circuits.Compare;
import io.tributary.mpc.circuits.Dominance;
import io.tributary.mpc.circuits.MinimumGroup;
import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.protocol.job.Release;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether groups pass a job's rules (PROTOCOL 3.7), from each organisation's number of subjects.
 */
final class GroupRule {
  private static final int ALL = 100;

  private final Circuit c;
  private final Release.Guarded rules;

  GroupRule(Circuit c, Release.Guarded rules) {
    this.c = c;
    this.rules = rules;
  }

  /** One plane over the groups. */
  Bits passes(List<Num> counts) {
    List<Bits> conditions = new ArrayList<>();
    conditions.add(
        new MinimumGroup(rules.minSubjects(), MinimumGroup.Subjects.DISJOINT).shown(c, counts));
    // A single organisation leaves nothing, so the first condition holds nowhere.
    if (counts.size() > 1) {
      rules
          .dominance()
          .filter(rule -> rule.k() < ALL)
          .ifPresent(
              rule ->
                  conditions.add(
                      Dominance.largestWithin(
                          c, counts, Math.min(rule.n(), counts.size()), rule.k())));
      rules
          .pPercent()
          .ifPresent(percent -> conditions.add(Dominance.protectsLargest(c, counts, percent)));
    }
    return Compare.all(c, c.stack(conditions));
  }
}
