package io.tributary.jobspark;

import io.tributary.protocol.job.Bins;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.OneWayAnova;
import org.apache.commons.math3.stat.inference.TTest;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Tests and descriptions over rows, in floating point. NaN stands for what is not defined. */
final class ReferenceTests {
  private static final double OUTSIDE = 0.05;

  private ReferenceTests() {}

  /** Two-sided. */
  static double tTail(double t, double df) {
    return df > 0 ? 2 * TDistribution.of(df).survivalProbability(Math.abs(t)) : Double.NaN;
  }

  static double tReach(double df, double error) {
    return df > 0
        ? TDistribution.of(df).inverseSurvivalProbability(OUTSIDE / 2) * error
        : Double.NaN;
  }

  static double fTail(double f, double dfNumerator, double dfDenominator) {
    return Double.isNaN(f)
        ? Double.NaN
        : FDistribution.of(dfNumerator, dfDenominator).survivalProbability(f);
  }

  static List<List<Object>> correlations(List<PooledVariable> variables, List<Integer> every) {
    List<List<Object>> rows = new ArrayList<>();
    for (PooledVariable x : variables) {
      for (PooledVariable y : variables) {
        List<Integer> both = PooledVariable.present(every, List.of(x, y));
        int n = both.size();
        double r =
            n < 2 ? Double.NaN : new PearsonsCorrelation().correlation(x.of(both), y.of(both));
        double p = n < 3 || Double.isNaN(r) ? Double.NaN : pearson(r, n - 2, x.equals(y));
        rows.add(PooledModel.row(x.name(), y.name(), r, p, n, every.size() - n));
      }
    }
    return rows;
  }

  private static double pearson(double r, int df, boolean itself) {
    return itself ? 0 : tTail(r * Math.sqrt(df / ((1 - r) * (1 + r))), df);
  }

  private static List<Object> sample(String label, double[] values, Object... test) {
    DescriptiveStatistics own = new DescriptiveStatistics(values);
    boolean several = values.length > 1;
    double sd = several ? own.getStandardDeviation() : Double.NaN;
    List<Object> row = new ArrayList<>();
    row.addAll(List.of(label, values.length, own.getMean(), sd, sd / Math.sqrt(values.length)));
    row.addAll(Arrays.asList(test));
    return PooledModel.row(row.toArray());
  }

  static List<List<Object>> oneSample(PooledVariable variable, List<Integer> every, double mean) {
    double[] values = variable.of(PooledVariable.present(every, List.of(variable)));
    int n = values.length;
    DescriptiveStatistics own = new DescriptiveStatistics(values);
    double difference = own.getMean() - mean;
    double error = n > 1 ? own.getStandardDeviation() / Math.sqrt(n) : Double.NaN;
    double t = error > 0 ? new TTest().t(mean, values) : Double.NaN;
    return List.of(
        sample(variable.name(), values, test(difference, error, t, n - 1, every.size() - n)));
  }

  private static Object[] test(double difference, double error, double t, double df, int omitted) {
    double reach = error == 0 ? 0 : tReach(df, error);
    return new Object[] {
      difference,
      t,
      Double.isNaN(error) ? Double.NaN : df,
      Double.isNaN(t) ? Double.NaN : tTail(t, df),
      difference - reach,
      difference + reach,
      omitted
    };
  }

  static List<List<Object>> twoSamples(
      PooledVariable group, PooledVariable variable, List<Integer> every, boolean equal) {
    List<Integer> present = PooledVariable.present(every, List.of(group, variable));
    double[] first = variable.of(group.at(0, present));
    double[] second = variable.of(group.at(1, present));
    int n = first.length + second.length;
    double difference =
        new DescriptiveStatistics(first).getMean() - new DescriptiveStatistics(second).getMean();
    double a = meanVariance(first);
    double b = meanVariance(second);
    double df = n - 2;
    double error = Math.sqrt(a + b);
    if (equal) {
      double within = squares(first) + squares(second);
      double inverse = 1.0 / first.length + 1.0 / second.length;
      error = df > 0 ? Math.sqrt(within / df * inverse) : Double.NaN;
    } else {
      df = (a + b) * (a + b) / (a * a / (first.length - 1) + b * b / (second.length - 1));
    }
    double t = Double.NaN;
    if (error > 0 && first.length > 1 && second.length > 1) {
      t = equal ? new TTest().homoscedasticT(first, second) : new TTest().t(first, second);
    }
    Object[] test = test(difference, error, t, df, every.size() - n);
    return List.of(
        sample(group.levels().get(0), first, test), sample(group.levels().get(1), second, test));
  }

  private static double squares(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
  }

  private static double meanVariance(double[] values) {
    return values.length < 2 ? Double.NaN : squares(values) / (values.length - 1) / values.length;
  }

  static List<List<Object>> anova(
      PooledVariable group, PooledVariable variable, List<Integer> every) {
    List<Integer> present = PooledVariable.present(every, List.of(group, variable));
    double[] all = variable.of(present);
    List<double[]> samples = new ArrayList<>();
    double within = 0;
    for (int level = 0; level < group.levels().size(); level++) {
      samples.add(variable.of(group.at(level, present)));
      within += samples.get(level).length == 0 ? 0 : squares(samples.get(level));
    }
    List<double[]> used = samples.stream().filter(s -> s.length > 0).toList();
    double between = all.length == 0 ? 0 : squares(all) - within;
    int dfBetween = Math.max(used.size() - 1, 0);
    int dfWithin = all.length - used.size();
    boolean tested = dfBetween > 0 && dfWithin > 0 && within > 0;
    double f = tested ? f(used, between / dfBetween / (within / dfWithin)) : Double.NaN;
    double eta = between + within > 0 ? between / (between + within) : Double.NaN;
    List<List<Object>> rows = new ArrayList<>();
    for (int level = 0; level < group.levels().size(); level++) {
      rows.add(
          sample(
              group.levels().get(level),
              samples.get(level),
              f,
              dfBetween,
              dfWithin,
              fTail(f, dfBetween, dfWithin),
              between,
              within,
              eta,
              every.size() - all.length));
    }
    return rows;
  }

  /** The library wants two values in each group. */
  private static double f(List<double[]> samples, double own) {
    return samples.stream().allMatch(s -> s.length > 1)
        ? new OneWayAnova().anovaFValue(samples)
        : own;
  }

  static List<List<Object>> independence(
      PooledVariable row, PooledVariable column, List<Integer> every) {
    List<Integer> present = PooledVariable.present(every, List.of(row, column));
    long[][] counts = new long[row.levels().size()][column.levels().size()];
    present.forEach(r -> counts[(int) row.values()[r]][(int) column.values()[r]]++);
    long[][] dense = ReferenceTable.dense(counts);
    int smaller = dense.length == 0 ? 0 : Math.min(dense.length, dense[0].length) - 1;
    int df = smaller < 1 ? 0 : (dense.length - 1) * (dense[0].length - 1);
    double chi = df == 0 ? Double.NaN : new ChiSquareTest().chiSquare(dense);
    double p = df == 0 ? Double.NaN : ChiSquaredDistribution.of(df).survivalProbability(chi);
    double n = present.size();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      double rowTotal = Arrays.stream(counts[i]).sum();
      for (int j = 0; j < counts[i].length; j++) {
        int place = j;
        double columnTotal = Arrays.stream(counts).mapToLong(r -> r[place]).sum();
        rows.add(
            PooledModel.row(
                row.levels().get(i),
                column.levels().get(j),
                counts[i][j],
                rowTotal * columnTotal / n,
                counts[i][j] / rowTotal,
                counts[i][j] / columnTotal,
                chi,
                df,
                p,
                Math.sqrt(chi / n / smaller),
                present.size(),
                every.size() - present.size()));
      }
    }
    return rows;
  }

  static List<Object> described(PooledVariable variable, List<Integer> every, Bins bins) {
    double[] values = variable.of(PooledVariable.present(every, List.of(variable)));
    double[] binned = Arrays.stream(values).map(v -> ReferenceTable.binned(bins, v)).toArray();
    DescriptiveStatistics own = new DescriptiveStatistics(values);
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(binned);
    double resolution =
        bins instanceof Bins.Range range
            ? new BigDecimal(range.width(), range.type().scale()).doubleValue()
            : Double.NaN;
    return PooledModel.row(
        variable.name(),
        values.length,
        every.size() - values.length,
        own.getMean(),
        values.length > 1 ? own.getStandardDeviation() : Double.NaN,
        Arrays.stream(binned).min().orElse(Double.NaN),
        percentile.evaluate(25),
        percentile.evaluate(50),
        percentile.evaluate(75),
        Arrays.stream(binned).max().orElse(Double.NaN),
        resolution);
  }
}
