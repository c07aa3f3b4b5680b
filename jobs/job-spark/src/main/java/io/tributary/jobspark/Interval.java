package io.tributary.jobspark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;

/**
 * All values a number can take, from its least to its greatest, exactly.
 *
 * @param lower least value
 * @param upper greatest value
 */
record Interval(BigDecimal lower, BigDecimal upper) {
  static final Interval ZERO = point(BigDecimal.ZERO);

  static Interval point(BigDecimal value) {
    return new Interval(value, value);
  }

  static Interval of(long lower, long upper) {
    return new Interval(BigDecimal.valueOf(lower), BigDecimal.valueOf(upper));
  }

  Interval plus(Interval other) {
    return new Interval(lower.add(other.lower), upper.add(other.upper));
  }

  Interval negate() {
    return new Interval(upper.negate(), lower.negate());
  }

  Interval times(Interval other) {
    return hull(
        lower.multiply(other.lower),
        lower.multiply(other.upper),
        upper.multiply(other.lower),
        upper.multiply(other.upper));
  }

  /** Quotients, rounded outwards at a scale; the other interval must not contain zero. */
  Interval over(Interval other, int scale) {
    BigDecimal[] quotients = {
      lower.divide(other.lower, scale + 1, RoundingMode.UP),
      lower.divide(other.upper, scale + 1, RoundingMode.UP),
      upper.divide(other.lower, scale + 1, RoundingMode.UP),
      upper.divide(other.upper, scale + 1, RoundingMode.UP)
    };
    Interval hull = hull(quotients);
    // Rounding away from zero can overstate the end nearer to zero; include zero instead.
    return hull.contains(BigDecimal.ZERO) ? hull : hull.union(ZERO);
  }

  Interval abs() {
    if (lower.signum() >= 0) {
      return this;
    }
    return upper.signum() <= 0
        ? negate()
        : new Interval(BigDecimal.ZERO, lower.negate().max(upper));
  }

  Interval union(Interval other) {
    return new Interval(lower.min(other.lower), upper.max(other.upper));
  }

  /** Where half-up rounding to a scale can bring the values. */
  Interval rounded(int scale) {
    return new Interval(
        lower.setScale(scale, RoundingMode.HALF_UP), upper.setScale(scale, RoundingMode.HALF_UP));
  }

  boolean contains(BigDecimal value) {
    return lower.compareTo(value) <= 0 && value.compareTo(upper) <= 0;
  }

  /** Greatest magnitude. */
  BigDecimal magnitude() {
    return lower.abs().max(upper.abs());
  }

  private static Interval hull(BigDecimal... values) {
    return new Interval(
        Stream.of(values).min(BigDecimal::compareTo).orElseThrow(),
        Stream.of(values).max(BigDecimal::compareTo).orElseThrow());
  }
}
