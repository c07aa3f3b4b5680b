package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What is known of the values of one variable in one group of rows.
 *
 * @param n values
 * @param mean empty without values
 * @param variance with n − 1; empty with fewer than two values
 */
record Sample(BigInteger n, Optional<Rational> mean, Optional<Rational> variance) {
  /** The sample of a variable of some moments. */
  static Sample of(Moments moments, int variable) {
    BigInteger n = moments.count();
    if (n.signum() == 0) {
      return new Sample(n, Optional.empty(), Optional.empty());
    }
    Rational spread = moments.spread(variable, variable);
    if (spread.signum() < 0) {
      throw new IllegalArgumentException("a variance would be negative");
    }
    return new Sample(
        n,
        Optional.of(moments.mean(variable)),
        n.equals(BigInteger.ONE)
            ? Optional.empty()
            : Optional.of(spread.over(Rational.of(n.subtract(BigInteger.ONE)))));
  }

  /** The variance of the mean. */
  Optional<Rational> meanVariance() {
    return variance.map(v -> v.over(Rational.of(n)));
  }

  /** Its figures, rounded. */
  Group group(String label) {
    return new Group(
        label,
        n.longValueExact(),
        mean.map(Rational::toDouble),
        variance.map(v -> v.squareRoot().toDouble()),
        meanVariance().map(v -> v.squareRoot().toDouble()));
  }
}
