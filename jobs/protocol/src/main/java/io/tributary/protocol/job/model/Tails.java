package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Upper tails of the distributions of test statistics, from the exact statistic. Relative error
 * below 1e-12 down to the smallest doubles, for up to 10^10 degrees of freedom (measured against
 * 60-digit arithmetic).
 */
final class Tails {
  private static final Rational HALF = new Rational(BigInteger.ONE, BigInteger.TWO);

  /** Below it the beta function sees its argument well enough without a correction. */
  private static final double SMALL = 1e-8;

  private Tails() {}

  /** P(F ≥ f) with the given degrees of freedom. */
  static double f(Rational f, Rational numeratorDf, Rational denominatorDf) {
    Rational part = numeratorDf.times(f);
    return beta(
        part.over(part.plus(denominatorDf)),
        numeratorDf.times(HALF).toDouble(),
        denominatorDf.times(HALF).toDouble());
  }

  /** P(|T| ≥ |t|), from the square of t. */
  static double twoSidedT(Rational square, Rational df) {
    return f(square, Rational.ONE, df);
  }

  /** P(χ² ≥ x). */
  static double chiSquared(Rational x, int df) {
    return RegularizedGamma.Q.value(df / 2.0, x.times(HALF).toDouble());
  }

  /** The value that |T| exceeds with the given probability. */
  static double tQuantile(double probability, Rational df) {
    return TDistribution.of(df.toDouble()).inverseSurvivalProbability(probability / 2);
  }

  /**
   * 1 − I_x(a, b). The library computes 1 − x itself, rounded, and then raises it to the power b,
   * which may be large; so it gets the nearest x for which that is exact, and the rest is made good
   * by the derivative.
   */
  private static double beta(Rational x, double a, double b) {
    double complement = Rational.ONE.minus(x).toDouble();
    if (complement < 0.5) {
      return RegularizedBeta.value(complement, b, a);
    }
    double near = 1 - complement;
    if (near < SMALL) {
      return RegularizedBeta.complement(x.toDouble(), a, b);
    }
    double rest = x.minus(Rational.of(new java.math.BigDecimal(near))).toDouble();
    return RegularizedBeta.complement(near, a, b) - RegularizedBeta.derivative(near, a, b) * rest;
  }
}
