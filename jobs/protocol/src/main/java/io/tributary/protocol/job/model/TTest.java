package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Student's t-test. What is not defined (too few values, no spread) is empty.
 *
 * @param groups the values tested: one group, or two
 * @param difference of the mean to the hypothesis, or of the first mean to the second
 * @param df degrees of freedom; a fraction in Welch's test
 * @param p two-sided
 * @param low lower end of the 95 % confidence interval of the difference
 * @param high its upper end
 */
public record TTest(
    List<Group> groups,
    Optional<Double> difference,
    Optional<Double> t,
    Optional<Double> df,
    Optional<Double> p,
    Optional<Double> low,
    Optional<Double> high) {
  public TTest {
    groups = List.copyOf(groups);
  }

  /** Whether a mean is what a hypothesis says. A paired test is this on the differences. */
  public static TTest oneSample(String label, Moments moments, Rational hypothesis) {
    Sample sample = Sample.of(moments, 0);
    return test(
        List.of(sample.group(label)),
        sample.mean().map(mean -> mean.minus(hypothesis)),
        sample.meanVariance(),
        Optional.of(Rational.of(sample.n().subtract(BigInteger.ONE))));
  }

  /** Whether two means differ; variances may differ too (Welch, Satterthwaite). */
  public static TTest welch(List<String> labels, Moments first, Moments second) {
    Sample a = Sample.of(first, 0);
    Sample b = Sample.of(second, 0);
    Optional<Rational> variance =
        a.meanVariance().flatMap(v -> b.meanVariance().map(v::plus)).filter(v -> v.signum() > 0);
    Optional<Rational> df = variance.map(v -> v.times(v).over(quarter(a).plus(quarter(b))));
    return compare(labels, a, b, variance, df);
  }

  /** The term of a group in the Satterthwaite formula. */
  private static Rational quarter(Sample sample) {
    Rational variance = sample.meanVariance().orElseThrow();
    return variance.times(variance).over(Rational.of(sample.n().subtract(BigInteger.ONE)));
  }

  /** Whether two means differ, if the variances are the same. */
  public static TTest pooled(List<String> labels, Moments first, Moments second) {
    Sample a = Sample.of(first, 0);
    Sample b = Sample.of(second, 0);
    BigInteger df = a.n().add(b.n()).subtract(BigInteger.TWO);
    if (a.mean().isEmpty() || b.mean().isEmpty() || df.signum() <= 0) {
      return compare(labels, a, b, Optional.empty(), Optional.empty());
    }
    Rational spread = first.spread(0, 0).plus(second.spread(0, 0));
    Rational inverse =
        new Rational(BigInteger.ONE, a.n()).plus(new Rational(BigInteger.ONE, b.n()));
    Rational degrees = Rational.of(df);
    return compare(
        labels, a, b, Optional.of(spread.over(degrees).times(inverse)), Optional.of(degrees));
  }

  private static TTest compare(
      List<String> labels, Sample a, Sample b, Optional<Rational> variance, Optional<Rational> df) {
    return test(
        List.of(a.group(labels.get(0)), b.group(labels.get(1))),
        a.mean().flatMap(mean -> b.mean().map(mean::minus)),
        variance,
        df);
  }

  private static TTest test(
      List<Group> groups,
      Optional<Rational> difference,
      Optional<Rational> variance,
      Optional<Rational> df) {
    if (difference.isEmpty()) {
      return new TTest(
          groups,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    TStatistic test = TStatistic.of(difference.get(), variance, df.orElse(Rational.ONE));
    return new TTest(
        groups,
        Optional.of(test.estimate()),
        test.t(),
        df.filter(d -> variance.isPresent()).map(Rational::toDouble),
        test.p(),
        test.low(),
        test.high());
  }
}
