package io.tributary.cli.jobs;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds the extremes of a sample outward to 1, 2 or 5 times a power of ten: bounds are public, and
 * an exact extreme would be somebody's value.
 */
final class Outward {
  private static final BigDecimal[] STEPS = {
    BigDecimal.ONE, BigDecimal.valueOf(2), BigDecimal.valueOf(5), BigDecimal.TEN
  };

  private Outward() {}

  /** At or below a value; 0 for everything that is not negative. */
  static BigDecimal lower(BigDecimal least) {
    return least.signum() >= 0 ? BigDecimal.ZERO : upper(least.negate()).negate();
  }

  /** Above a value, 1 at least; 0 for everything that is negative. */
  static BigDecimal upper(BigDecimal most) {
    if (most.signum() < 0) {
      return BigDecimal.ZERO;
    }
    if (most.compareTo(BigDecimal.ONE) <= 0) {
      return BigDecimal.ONE;
    }
    int power = most.setScale(0, RoundingMode.FLOOR).precision() - 1;
    for (BigDecimal step : STEPS) {
      BigDecimal bound = step.movePointRight(power);
      if (bound.compareTo(most) >= 0) {
        return new BigDecimal(bound.toPlainString());
      }
    }
    throw new IllegalStateException("ten times a power of ten is above every number of that power");
  }
}
