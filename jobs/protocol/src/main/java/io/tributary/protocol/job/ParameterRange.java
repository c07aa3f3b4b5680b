package io.tributary.protocol.job;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The values that a parameter may have: from the lower one in equal steps, at most the upper one.
 *
 * @param step positive; in the unit of the numbers, in days, or in microseconds for timestamps
 * @param stated whether the job says it; else it is the smallest there is
 */
public record ParameterRange(
    SqlType type, Object lower, Object upper, BigDecimal step, boolean stated) {
  private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000);

  /** With the smallest step of the type. */
  public static ParameterRange of(SqlType type, Object lower, Object upper) {
    return new ParameterRange(type, lower, upper, smallest(type), false);
  }

  /**
   * The same in steps of so many units: of the numbers, days or seconds.
   *
   * @throws IllegalArgumentException if the type has no such step
   */
  ParameterRange inStepsOf(BigDecimal units) {
    BigDecimal stepped =
        type.kind() == SqlType.Kind.DATE || !isTime() ? units : units.multiply(SECOND);
    if (stepped.signum() <= 0 || stepped.remainder(smallest(type)).signum() != 0) {
      throw new IllegalArgumentException("no " + type + " has steps of " + units.toPlainString());
    }
    return new ParameterRange(type, lower, upper, stepped, true);
  }

  /** The stated step, in the units of {@link #inStepsOf}. */
  BigDecimal units() {
    return isTime() ? step.divide(SECOND) : step;
  }

  private boolean isTime() {
    return type.isTemporal() && type.kind() != SqlType.Kind.DATE;
  }

  private static BigDecimal smallest(SqlType type) {
    return type.isExact() ? BigDecimal.ONE.movePointLeft(type.scale()) : BigDecimal.ONE;
  }

  /** Whether it is one of the values. */
  public boolean holds(Object value) {
    BigDecimal from = type.position(value).subtract(type.position(lower));
    return from.signum() >= 0
        && type.position(value).compareTo(type.position(upper)) <= 0
        && from.remainder(step).signum() == 0;
  }

  /** How many values there are. */
  public BigInteger size() {
    return type.position(upper)
        .subtract(type.position(lower))
        .divideToIntegralValue(step)
        .toBigIntegerExact()
        .add(BigInteger.ONE);
  }

  /** A value, counted from 0. */
  public Object value(BigInteger index) {
    return type.at(type.position(lower).add(step.multiply(new BigDecimal(index))));
  }

  /** In words: from where to where, and in which steps. */
  public String words() {
    String words = type.write(lower) + " to " + type.write(upper);
    String unit = !type.isTemporal() ? "" : isTime() ? " seconds" : " days";
    return stated ? words + " in steps of " + units().toPlainString() + unit : words;
  }
}
