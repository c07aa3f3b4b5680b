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

  /**
   * Quotients, rounded outwards at a scale, by the values of an interval that are not zero.
   *
   * @param least the smallest magnitude such a value can have
   */
  Interval overNonZero(Interval other, BigDecimal least, int scale) {
    Interval all = null;
    if (other.upper.signum() > 0) {
      all = over(new Interval(other.lower.max(least), other.upper.max(least)), scale);
    }
    if (other.lower.signum() < 0) {
      BigDecimal most = least.negate();
      Interval negative = over(new Interval(other.lower.min(most), other.upper.min(most)), scale);
      all = all == null ? negative : all.union(negative);
    }
    return all == null ? ZERO : all;
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

  /** Where rounding towards zero to a whole number can bring the values. */
  Interval truncated() {
    return new Interval(lower.setScale(0, RoundingMode.DOWN), upper.setScale(0, RoundingMode.DOWN));
  }

  /** Outwards to a scale, which may be negative. */
  Interval outwards(int scale) {
    return new Interval(
        plain(lower.setScale(scale, RoundingMode.FLOOR)),
        plain(upper.setScale(scale, RoundingMode.CEILING)));
  }

  private static BigDecimal plain(BigDecimal value) {
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /** With room on both sides. */
  Interval widened(BigDecimal below, BigDecimal above) {
    return new Interval(lower.subtract(below), upper.add(above));
  }

  /** Sums of up to so many values, or of none. */
  Interval summed(BigDecimal count) {
    return new Interval(
        lower.min(BigDecimal.ZERO).multiply(count), upper.max(BigDecimal.ZERO).multiply(count));
  }

  /** The values in both; this one if there are none. */
  Interval within(Interval other) {
    BigDecimal low = lower.max(other.lower);
    BigDecimal high = upper.min(other.upper);
    return low.compareTo(high) <= 0 ? new Interval(low, high) : this;
  }

  boolean covers(Interval other) {
    return contains(other.lower) && contains(other.upper);
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
