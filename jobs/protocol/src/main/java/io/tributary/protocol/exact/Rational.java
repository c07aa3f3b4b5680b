package io.tributary.protocol.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact fraction in lowest terms, denominator positive.
 *
 * @param numerator any integer
 * @param denominator at least 1
 */
public record Rational(BigInteger numerator, BigInteger denominator)
    implements Comparable<Rational> {
  public static final Rational ZERO = of(BigInteger.ZERO);
  public static final Rational ONE = of(BigInteger.ONE);

  /** Bits kept before the sticky bit when rounding; more than a double's 53 and its guard. */
  private static final int KEPT_BITS = 70;

  public Rational {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("zero denominator");
    }
    BigInteger gcd = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      gcd = gcd.negate();
    }
    numerator = numerator.divide(gcd);
    denominator = denominator.divide(gcd);
  }

  public static Rational of(BigInteger integer) {
    return new Rational(integer, BigInteger.ONE);
  }

  public static Rational of(BigDecimal decimal) {
    BigInteger unscaled = decimal.unscaledValue();
    return decimal.scale() >= 0
        ? new Rational(unscaled, BigInteger.TEN.pow(decimal.scale()))
        : of(unscaled.multiply(BigInteger.TEN.pow(-decimal.scale())));
  }

  public Rational plus(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  public Rational minus(Rational other) {
    return plus(other.negate());
  }

  public Rational times(Rational other) {
    return new Rational(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  public Rational over(Rational other) {
    return new Rational(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  public Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  public int signum() {
    return numerator.signum();
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** Rounds to a scale. */
  public BigDecimal toDecimal(int scale, RoundingMode mode) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, mode);
  }

  /**
   * The nearest double, ties to even. Correct for every magnitude from 2^-1000 to 2^1000, far
   * beyond what 120-bit cells give.
   */
  public double toDouble() {
    if (signum() == 0) {
      return 0.0;
    }
    BigInteger magnitude = numerator.abs();
    int shift = Math.max(0, KEPT_BITS - (magnitude.bitLength() - denominator.bitLength()));
    BigInteger[] parts = magnitude.shiftLeft(shift).divideAndRemainder(denominator);
    double rounded = Math.scalb(sticky(parts[0], parts[1].signum() != 0).doubleValue(), -shift - 1);
    return signum() < 0 ? -rounded : rounded;
  }

  /**
   * The square root, exact if it is rational; otherwise a fraction that every rounding to a double
   * rounds as it would the root itself.
   */
  public Rational squareRoot() {
    if (signum() < 0) {
      throw new ArithmeticException("square root of a negative number");
    }
    BigInteger rootNumerator = numerator.sqrt();
    BigInteger rootDenominator = denominator.sqrt();
    if (rootNumerator.multiply(rootNumerator).equals(numerator)
        && rootDenominator.multiply(rootDenominator).equals(denominator)) {
      return new Rational(rootNumerator, rootDenominator);
    }
    int shift =
        Math.max(0, KEPT_BITS + (denominator.bitLength() - numerator.bitLength() + 1) / 2 + 1);
    BigInteger root = numerator.shiftLeft(2 * shift).divide(denominator).sqrt();
    // The root lies strictly between root and root + 1 over 2^shift: the half is a sticky bit.
    return new Rational(sticky(root, true), BigInteger.ONE.shiftLeft(shift + 1));
  }

  private static BigInteger sticky(BigInteger bits, boolean more) {
    BigInteger doubled = bits.shiftLeft(1);
    return more ? doubled.setBit(0) : doubled;
  }
}
