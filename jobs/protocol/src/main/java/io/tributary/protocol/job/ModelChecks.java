package io.tributary.protocol.job;

import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.model.ModelMoments;
import io.tributary.protocol.job.model.ModelMoments.Moment;
import io.tributary.protocol.job.model.ModelPlan;
import io.tributary.protocol.job.model.ModelPlan.Described;
import io.tributary.protocol.job.model.ModelPlan.Means;
import io.tributary.protocol.job.model.ModelPlan.PlanColumn;
import io.tributary.protocol.job.model.ModelPlan.PlanTerm;
import java.util.List;
import java.util.Optional;

/** What every compiled model must satisfy: its evaluation then finds everything it reads. */
final class ModelChecks {
  private final List<CompiledJob.Dimension> dimensions;
  private final List<Measure> measures;
  private final List<Section> sections;

  ModelChecks(
      List<CompiledJob.Dimension> dimensions, List<Measure> measures, List<Section> sections) {
    this.dimensions = dimensions;
    this.measures = measures;
    this.sections = sections;
  }

  /** The rule that the plan breaks, or nothing. */
  Optional<String> broken(ModelPlan plan) {
    if (!ModelMoments.measures(plan).stream().allMatch(m -> m >= 0 && m < measures.size())) {
      return Optional.of("a model names measures");
    }
    ModelMoments needed = new ModelMoments(m -> measures.get(m).nullable());
    if (!needed.of(plan).stream().allMatch(this::hasCell)) {
      return Optional.of("a model has its cells");
    }
    if (dimensions.size() != groups(plan)) {
      return Optional.of("a model has its groups");
    }
    return isWhole(plan) ? Optional.empty() : Optional.of("a model is whole");
  }

  private boolean hasCell(Moment moment) {
    return sections.get(0).cells().stream()
        .anyMatch(
            c ->
                c.kind() == Cell.Kind.SUM
                    && c.factors().equals(moment.factors())
                    && c.present().equals(moment.present()));
  }

  private static int groups(ModelPlan plan) {
    if (plan instanceof ModelPlan.Independence) {
      return 2;
    }
    boolean two = plan instanceof Means means && means.test() != Means.Test.ONE_SAMPLE;
    return two || plan instanceof ModelPlan.Anova ? 1 : 0;
  }

  private boolean isWhole(ModelPlan plan) {
    if (plan instanceof ModelPlan.Regression regression) {
      return regression.terms().stream().allMatch(ModelChecks::isWhole);
    }
    if (plan instanceof Means means && means.test() != Means.Test.ONE_SAMPLE) {
      return dimensions.get(0).values().size() == 2;
    }
    return !(plan instanceof ModelPlan.Description description)
        || description.variables().stream().allMatch(this::hasBins);
  }

  private static boolean isWhole(PlanTerm term) {
    for (PlanColumn column : term.columns()) {
      if (column.levels().size() != term.factors().size()) {
        return false;
      }
    }
    return !term.columns().isEmpty() && (term.number() || !term.factors().isEmpty());
  }

  private boolean hasBins(Described variable) {
    return variable.section() > 0
        && variable.section() < sections.size()
        && sections
            .get(variable.section())
            .axis()
            .filter(axis -> axis.bins().type().isExact())
            .isPresent();
  }
}
