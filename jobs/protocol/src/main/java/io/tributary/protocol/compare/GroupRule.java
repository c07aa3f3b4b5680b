package io.tributary.protocol.compare;

import io.tributary.mpc.circuits.Compare;
import io.tributary.mpc.circuits.Dominance;
import io.tributary.mpc.circuits.MinimumGroup;
import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import java.util.ArrayList;
import java.util.List;

/** Whether groups pass a job's rules (PROTOCOL 3.7), from what each organisation has of them. */
final class GroupRule {
  private static final int ALL = 100;
  private static final int SUBJECTS = -1;

  private final Circuit c;
  private final CompiledJob job;
  private final Release.Guarded rules;

  GroupRule(Circuit c, CompiledJob job, Release.Guarded rules) {
    this.c = c;
    this.job = job;
    this.rules = rules;
  }

  /** One plane over the groups. */
  Bits passes(Holdings groups) {
    List<Bits> conditions = new ArrayList<>();
    groups.sizes().forEach(size -> conditions.add(size().shown(c, size)));
    // A single organisation leaves nothing, so the first condition holds nowhere.
    if (groups.size().size() > 1) {
      for (int quantity : quantities()) {
        conditions.addAll(
            spread(quantity, quantity == SUBJECTS ? groups.size() : groups.sums().get(quantity)));
      }
    }
    return Compare.all(c, c.stack(conditions));
  }

  /** Where subjects overlap, what is left are organisations that have enough: two of them. */
  private MinimumGroup size() {
    return rules.overlap()
        ? new MinimumGroup(1, MinimumGroup.Subjects.OVERLAPPING)
        : new MinimumGroup(rules.minSubjects(), MinimumGroup.Subjects.DISJOINT);
  }

  /** Subjects, then cells of the first section. */
  private List<Integer> quantities() {
    List<Integer> all = new ArrayList<>();
    if (rules.quantities().stream().anyMatch(Release.Quantities::subjects)) {
      all.add(SUBJECTS);
    }
    all.addAll(Contributions.sums(job, rules));
    return all;
  }

  private List<Bits> spread(int quantity, List<Num> contributions) {
    Dominance compared = new Dominance(c, contributions);
    List<Bits> conditions = new ArrayList<>();
    rules
        .dominance()
        .filter(rule -> rule.k() < ALL && isOf(rule.of(), quantity))
        .ifPresent(
            rule ->
                conditions.add(
                    compared.largestWithin(Math.min(rule.n(), contributions.size()), rule.k())));
    rules
        .pPercent()
        .filter(rule -> isOf(rule.of(), quantity))
        .ifPresent(rule -> conditions.add(compared.protectsLargest(rule.percent())));
    return conditions;
  }

  private boolean isOf(Release.Quantities of, int quantity) {
    return quantity == SUBJECTS ? of.subjects() : job.sums(of.sums()).contains(quantity);
  }
}
