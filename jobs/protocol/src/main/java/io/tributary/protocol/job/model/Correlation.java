package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Pearson's correlation of two variables.
 *
 * @param r empty if either variable has no spread
 * @param p two-sided, against no correlation; empty with fewer than three rows
 */
public record Correlation(long n, Optional<Double> r, Optional<Double> p) {
  /**
   * Correlates two variables of some moments.
   *
   * @throws IllegalArgumentException if no real rows have these moments
   */
  public static Correlation of(Moments moments, int x, int y) {
    long n = moments.count().longValueExact();
    BigInteger covered = moments.scaledSpread(x, y);
    BigInteger spreads = moments.scaledSpread(x, x).multiply(moments.scaledSpread(y, y));
    if (spreads.signum() <= 0) {
      return new Correlation(n, Optional.empty(), Optional.empty());
    }
    Rational square = new Rational(covered.multiply(covered), spreads);
    if (square.compareTo(Rational.ONE) > 0) {
      throw new IllegalArgumentException("a correlation would be greater than one");
    }
    double r = Math.copySign(square.squareRoot().toDouble(), covered.signum());
    return new Correlation(
        n, Optional.of(r), n < 3 ? Optional.empty() : Optional.of(p(square, n - 2)));
  }

  /** By t² = r²·df / (1 − r²). */
  private static double p(Rational square, long df) {
    Rational rest = Rational.ONE.minus(square);
    Rational degrees = Rational.of(BigInteger.valueOf(df));
    return rest.signum() == 0 ? 0 : Tails.twoSidedT(square.times(degrees).over(rest), degrees);
  }
}
