package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.util.Optional;

/**
 * An estimate with its standard error, tested against zero and with a 95 % confidence interval. The
 * exact estimate and variance go in; each figure is rounded once. Without variance (too few rows)
 * only the estimate is there; with a variance of zero there is no t and no p.
 *
 * @param t estimate over standard error
 * @param p two-sided
 * @param low lower end of the confidence interval
 * @param high its upper end
 */
record TStatistic(
    double estimate,
    Optional<Double> standardError,
    Optional<Double> t,
    Optional<Double> p,
    Optional<Double> low,
    Optional<Double> high) {
  private static final double OUTSIDE = 0.05;

  /**
   * Tests.
   *
   * @param variance of the estimate; empty if it cannot be estimated
   * @param df degrees of freedom of the variance; above zero where there is one
   */
  static TStatistic of(Rational estimate, Optional<Rational> variance, Rational df) {
    double value = estimate.toDouble();
    if (variance.isEmpty()) {
      return new TStatistic(
          value,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    double error = variance.get().squareRoot().toDouble();
    double reach = error == 0 ? 0 : Tails.tQuantile(OUTSIDE, df) * error;
    Optional<Rational> square =
        variance.filter(v -> v.signum() > 0).map(v -> estimate.times(estimate).over(v));
    return new TStatistic(
        value,
        Optional.of(error),
        square.map(s -> Math.copySign(s.squareRoot().toDouble(), estimate.signum())),
        square.map(s -> Tails.twoSidedT(s, df)),
        Optional.of(value - reach),
        Optional.of(value + reach));
  }
}
