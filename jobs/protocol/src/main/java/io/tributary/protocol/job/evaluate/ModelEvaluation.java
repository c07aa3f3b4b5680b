package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.OrderStatistic;
import io.tributary.protocol.job.model.Correlation;
import io.tributary.protocol.job.model.Crosstab;
import io.tributary.protocol.job.model.LinearRegression;
import io.tributary.protocol.job.model.ModelMoments.Design;
import io.tributary.protocol.job.model.ModelPlan;
import io.tributary.protocol.job.model.ModelPlan.Described;
import io.tributary.protocol.job.model.ModelPlan.Means;
import io.tributary.protocol.job.model.ModelPlan.Variable;
import io.tributary.protocol.job.model.Moments;
import io.tributary.protocol.job.model.OneWayAnova;
import io.tributary.protocol.job.model.PrincipalComponents;
import io.tributary.protocol.job.model.TTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** From opened cells to the rows of a model's answer. */
final class ModelEvaluation {
  private final CompiledJob job;
  private final List<Group> groups;
  private final Group whole;

  ModelEvaluation(CompiledJob job, OpenedCells cells) {
    this.job = job;
    this.groups = cells.groups(job.allDimensions());
    this.whole = cells.groups(List.of()).get(0);
  }

  /** The rows, in the columns of {@link ModelColumns}. */
  List<List<Object>> rows(ModelPlan plan) {
    try {
      return model(plan);
    } catch (IllegalArgumentException e) {
      throw OpenedCells.wrong("the opened cells cannot come from any rows: " + e.getMessage());
    }
  }

  private List<List<Object>> model(ModelPlan plan) {
    if (plan instanceof ModelPlan.Regression regression) {
      return regression(regression);
    }
    if (plan instanceof ModelPlan.Components components) {
      return components(components);
    }
    if (plan instanceof ModelPlan.Correlations correlations) {
      return correlations(correlations.variables());
    }
    if (plan instanceof Means means) {
      return means(means);
    }
    if (plan instanceof ModelPlan.Anova anova) {
      return anova(anova.variable().measure());
    }
    if (plan instanceof ModelPlan.Description description) {
      return description.variables().stream().map(this::described).toList();
    }
    return independence();
  }

  /** Rows that a model had to leave out. */
  private long omitted(BigInteger used) {
    return whole.rows().subtract(used).longValueExact();
  }

  private List<List<Object>> regression(ModelPlan.Regression plan) {
    Moments moments = new ModelCells(job, whole).of(plan);
    return ModelRows.of(
        LinearRegression.fit(moments, moments.size() - 1, plan.intercept(), Design.terms(plan)),
        omitted(moments.count()));
  }

  private List<List<Object>> components(ModelPlan.Components plan) {
    List<Integer> measures = plan.variables().stream().map(Variable::measure).toList();
    Moments moments = new ModelCells(job, whole).of(measures, plan.present());
    return ModelRows.of(
        PrincipalComponents.of(moments, plan.standardise()),
        plan.variables().stream().map(Variable::label).toList(),
        omitted(moments.count()));
  }

  private List<List<Object>> correlations(List<Variable> variables) {
    ModelCells cells = new ModelCells(job, whole);
    List<List<Object>> rows = new ArrayList<>();
    for (Variable x : variables) {
      for (Variable y : variables) {
        List<Integer> pair = List.of(x.measure(), y.measure());
        Moments moments = cells.of(pair, pair);
        rows.add(
            ModelRows.of(
                x.label(), y.label(), Correlation.of(moments, 0, 1), omitted(moments.count())));
      }
    }
    return rows;
  }

  private List<List<Object>> means(Means plan) {
    int measure = plan.variable().measure();
    if (plan.test() == Means.Test.ONE_SAMPLE) {
      Moments moments = new ModelCells(job, whole).of(measure);
      Rational mean = Rational.of(plan.mean());
      TTest test = TTest.oneSample(plan.variable().label(), moments, mean);
      return ModelRows.of(test, omitted(moments.count()));
    }
    // The groups are the two declared values; others are left out.
    Dimension dimension = job.dimensions().get(0);
    List<String> labels = List.of(label(dimension, 0), label(dimension, 1));
    Moments first = new ModelCells(job, groups.get(0)).of(measure);
    Moments second = new ModelCells(job, groups.get(1)).of(measure);
    TTest test =
        plan.test() == Means.Test.WELCH
            ? TTest.welch(labels, first, second)
            : TTest.pooled(labels, first, second);
    return ModelRows.of(test, omitted(first.count().add(second.count())));
  }

  private List<List<Object>> anova(int measure) {
    List<String> labels = labels(job.dimensions().get(0));
    List<Moments> moments = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      moments.add(new ModelCells(job, groups.get(i)).of(measure));
    }
    BigInteger used = moments.stream().map(Moments::count).reduce(BigInteger.ZERO, BigInteger::add);
    return ModelRows.of(OneWayAnova.of(labels, moments), omitted(used));
  }

  private List<List<Object>> independence() {
    List<String> rows = labels(job.dimensions().get(0));
    List<String> columns = labels(job.dimensions().get(1));
    int width = job.dimensions().get(1).slots();
    List<List<BigInteger>> counts = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int first = i * width;
      counts.add(
          IntStream.range(0, columns.size()).mapToObj(j -> groups.get(first + j).rows()).toList());
    }
    Crosstab table = Crosstab.of(counts);
    return ModelRows.of(table, rows, columns, omitted(BigInteger.valueOf(table.n())));
  }

  /** All levels of a dimension but NULL. */
  private static List<String> labels(Dimension dimension) {
    return IntStream.range(0, dimension.domain().slots())
        .mapToObj(slot -> label(dimension, slot))
        .toList();
  }

  private static String label(Dimension dimension, int slot) {
    return dimension.type().write(dimension.domain().value(slot));
  }

  private List<Object> described(Described variable) {
    Moments moments = new ModelCells(job, whole).of(variable.measure());
    Bins bins = job.sections().get(variable.section()).axis().orElseThrow().bins();
    Quantiles quantiles = new Quantiles(bins, whole.bins().get(variable.section()));
    List<Optional<Double>> order = new ArrayList<>();
    order.add(number(quantiles.value(OrderStatistic.MIN, Rational.ZERO)));
    for (String fraction : List.of("0.25", "0.5", "0.75")) {
      Rational quarter = Rational.of(new BigDecimal(fraction));
      order.add(number(quantiles.value(OrderStatistic.PERCENTILE, quarter)));
    }
    order.add(number(quantiles.value(OrderStatistic.MAX, Rational.ZERO)));
    return ModelRows.of(
        variable.label(), moments, omitted(moments.count()), order, resolution(bins));
  }

  private static Optional<Double> number(Optional<Object> value) {
    return value.map(v -> ((Rational) v).toDouble());
  }

  /** The width of the bins; none where values were listed. */
  private static Optional<Double> resolution(Bins bins) {
    return bins instanceof Bins.Range range
        ? Optional.of(new BigDecimal(range.width(), range.type().scale()).doubleValue())
        : Optional.empty();
  }
}
