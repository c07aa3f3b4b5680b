package io.tributary.protocol.job.evaluate;

import io.tributary.mpc.noise.NoiseInterval;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellNoise;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.Statistic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far noise may have moved the counts and sums of an answer (PROTOCOL 3.8). Of what is computed
 * from them nothing is said.
 *
 * @param chance that a figure is further off, at most
 * @param contributors repositories whose noise is in the answer
 * @param intervals by grouping set and column
 */
public record Precision(double chance, int contributors, List<Interval> intervals) {
  /** What people are told: 95 percent. */
  public static final double USUAL_CHANCE = 0.05;

  public Precision {
    intervals = List.copyOf(intervals);
  }

  /**
   * How far a column may be off.
   *
   * @param set the grouping set whose rows are meant, as indices of its dimensions
   * @param column its place in the answer
   * @param halfWidth in the column's unit
   */
  public record Interval(List<Integer> set, int column, BigDecimal halfWidth) {}

  /** Of an answer over so many repositories; empty if the job has no noise. */
  public static Optional<Precision> of(CompiledJob job, int contributors, double chance) {
    return job.noise()
        .map(noise -> new Precision(chance, contributors, all(job, noise, contributors, chance)));
  }

  private static List<Interval> all(
      CompiledJob job, CellNoise noise, int contributors, double chance) {
    List<Interval> intervals = new ArrayList<>();
    for (List<Integer> set : job.sets().stream().distinct().toList()) {
      // Coarser groups add up so many of the finest, and their noise with them.
      long finest = (long) (job.groups() / job.groups(set)) * contributors;
      for (int column = 0; column < job.outputs().size(); column++) {
        int at = column;
        of(job, noise, job.outputs().get(column).value())
            .map(one -> one.over(BigInteger.valueOf(finest), chance))
            .ifPresent(half -> intervals.add(new Interval(set, at, half)));
      }
    }
    return intervals;
  }

  /** The variance of one repository's noise in a figure, in units of 10^-scale, squared. */
  private record Spread(BigInteger variance, int scale) {
    BigDecimal over(BigInteger cells, double chance) {
      return new BigDecimal(NoiseInterval.halfWidth(variance.multiply(cells), chance), scale);
    }
  }

  private static Optional<Spread> of(CompiledJob job, CellNoise noise, CellExpression value) {
    if (value instanceof CellExpression.Count count) {
      return Optional.of(new Spread(noise.variances().get(count.cell()), 0));
    }
    if (value instanceof CellExpression.Moments moments && moments.statistic() == Statistic.SUM) {
      int sum = moments.cells().get(1);
      Measure measure = job.measures().get(job.sections().get(0).cells().get(sum).factors().get(0));
      BigInteger centre = measure.centre();
      BigInteger ofCount = noise.variances().get(moments.cells().get(0));
      return Optional.of(
          new Spread(
              noise.variances().get(sum).add(ofCount.multiply(centre.multiply(centre))),
              measure.scale()));
    }
    return Optional.empty();
  }

  /** One line a grouping set, for people. */
  public List<String> words(CompiledJob job) {
    return intervals.stream().map(Interval::set).distinct().map(set -> words(job, set)).toList();
  }

  private String words(CompiledJob job, List<Integer> set) {
    String columns =
        intervals.stream()
            .filter(i -> i.set().equals(set))
            .map(i -> job.outputs().get(i.column()).name() + " ± " + digits(i.halfWidth()))
            .collect(Collectors.joining(", "));
    String by =
        set.stream().map(d -> job.dimensions().get(d).name()).collect(Collectors.joining(", "));
    boolean several = intervals.stream().map(Interval::set).distinct().count() > 1;
    String rows = !several ? "" : by.isEmpty() ? "in total: " : "by " + by + ": ";
    return rows
        + columns
        + ", each for "
        + BigDecimal.valueOf(1 - chance)
            .setScale(2, RoundingMode.HALF_UP)
            .movePointRight(2)
            .setScale(0, RoundingMode.HALF_UP)
        + " % sure";
  }

  /** Rounded up to three digits. */
  private static String digits(BigDecimal width) {
    return width.round(new java.math.MathContext(3, RoundingMode.UP)).toPlainString();
  }
}
