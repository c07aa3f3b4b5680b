package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.Release;
import java.util.List;
import java.util.Optional;

/** By which sums contributors can be compared: dominance and p percent on values (PROTOCOL 3.7). */
final class ContributionRules {
  private final SumNames names;
  private final Problems problems;

  ContributionRules(SumNames names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** The same, named by their expressions. */
  Release.Quantities of(Release.Quantities rules) {
    List<String> sums =
        rules.sums().stream().map(this::expression).flatMap(Optional::stream).distinct().toList();
    return new Release.Quantities(rules.subjects(), sums);
  }

  private Optional<String> expression(String name) {
    Optional<Measure> measure = names.measure("release.dominance or p_percent", name);
    if (measure.isPresent() && measure.get().lower().signum() < 0) {
      problems.general(
          name + " can be negative",
          "what contributors have of a sum is a share of it only if nothing is negative",
          "declare bounds from 0 on, or compare by what has them");
      return Optional.empty();
    }
    if (measure.isPresent() && measure.get().centre().signum() != 0) {
      problems.general(
          "the values of " + name + " are so large that their squares are taken about a centre",
          "then what each contributor has of the sum is not in a cell of its own",
          "narrow the bounds, use fewer digits, or leave squares and products of it out");
      return Optional.empty();
    }
    return measure.map(Measure::expression);
  }
}
