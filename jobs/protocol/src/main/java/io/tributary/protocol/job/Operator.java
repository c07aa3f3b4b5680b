package io.tributary.protocol.job;

/**
 * What may be computed from opened values, with the meaning it has in Spark SQL (ANSI mode). NULL
 * gives NULL unless it says otherwise.
 */
public enum Operator {
  ADD(2, 2),
  SUBTRACT(2, 2),
  MULTIPLY(2, 2),
  /** Refused for a divisor of zero, as in Spark. */
  DIVIDE(2, 2),
  /** As DIVIDE; NULL for a divisor of zero. */
  TRY_DIVIDE(2, 2),
  /** Quotient of integers, towards zero. */
  INTEGER_DIVIDE(2, 2),
  /** Remainder, with the sign of the dividend. */
  REMAINDER(2, 2),
  NEGATE(1, 1),
  ABS(1, 1),
  SIGN(1, 1),
  CEIL(1, 1),
  FLOOR(1, 1),
  /** To a constant number of digits, half away from zero. */
  ROUND(2, 2),
  /** To a constant number of digits, half to even. */
  BROUND(2, 2),
  SQRT(1, 1),
  EXP(1, 1),
  LN(1, 1),
  LOG10(1, 1),
  POWER(2, 2),
  CAST(1, 1),
  EQUAL(2, 2),
  LESS(2, 2),
  LESS_OR_EQUAL(2, 2),
  /** Equality that is never NULL. */
  SAME(2, 2),
  /** Three-valued. */
  AND(2, 2),
  /** Three-valued. */
  OR(2, 2),
  NOT(1, 1),
  /** Never NULL. */
  IS_NULL(1, 1),
  /** The second if the first is true, else the third; the other one is not computed. */
  IF(3, 3),
  /** The first that is not NULL; those after it are not computed. */
  COALESCE(1, Operator.MANY),
  /** Leaves NULL out. */
  GREATEST(1, Operator.MANY),
  /** Leaves NULL out. */
  LEAST(1, Operator.MANY);

  private static final int MANY = 64;

  private final int least;
  private final int most;

  Operator(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** Whether it may have that many arguments. */
  boolean takes(int arguments) {
    return arguments >= least && arguments <= most;
  }
}
