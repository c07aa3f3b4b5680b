package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Arithmetic with Spark's result types: rounded where Spark rounds, refused where it refuses. */
final class Numbers {
  /** Spark divides decimals to this scale first, then rounds to the result type. */
  private static final int SPARK_DIVISION_SCALE = 39;

  private Numbers() {}

  /** Rounds to an exact type and checks its range; doubles stay exact. */
  static Rational fit(SqlType type, Rational value) {
    if (type.kind() == SqlType.Kind.DOUBLE) {
      return value;
    }
    BigDecimal rounded = value.toDecimal(type.scale(), RoundingMode.HALF_UP);
    if (!type.holds(rounded)) {
      throw OpenedCells.wrong("a value does not fit " + type + ", which Spark refuses too");
    }
    return Rational.of(rounded);
  }

  static Rational divide(SqlType type, Rational left, Rational right) {
    if (right.signum() == 0) {
      throw OpenedCells.wrong("a division by zero, which Spark refuses too");
    }
    Rational quotient = left.over(right);
    return type.isDecimal()
        ? fit(type, Rational.of(quotient.toDecimal(SPARK_DIVISION_SCALE, RoundingMode.HALF_UP)))
        : quotient;
  }

  /** Quotient towards zero. */
  static Rational integerDivide(SqlType type, Rational left, Rational right) {
    if (right.signum() == 0) {
      throw OpenedCells.wrong("a division by zero, which Spark refuses too");
    }
    return fit(type, Rational.of(left.over(right).toDecimal(0, RoundingMode.DOWN)));
  }

  static Rational remainder(SqlType type, Rational left, Rational right) {
    Rational whole = integerPart(left, right);
    return fit(type, left.minus(right.times(whole)));
  }

  private static Rational integerPart(Rational left, Rational right) {
    if (right.signum() == 0) {
      throw OpenedCells.wrong("a division by zero, which Spark refuses too");
    }
    return Rational.of(left.over(right).toDecimal(0, RoundingMode.DOWN));
  }

  /** Casts truncate towards zero to integers and round half up to decimals. */
  static Rational cast(SqlType type, SqlType from, Rational value) {
    if (type.isInteger()) {
      return fit(type, Rational.of(value.toDecimal(0, RoundingMode.DOWN)));
    }
    boolean printed = type.isDecimal() && from.kind() == SqlType.Kind.DOUBLE;
    return fit(type, printed ? asPrinted(value) : value);
  }

  /** To digits after the point; a double is rounded as it prints, as Spark does. */
  static Rational round(SqlType type, SqlType from, Rational value, int digits, RoundingMode mode) {
    Rational printed = from.kind() == SqlType.Kind.DOUBLE ? asPrinted(value) : value;
    return fit(type, Rational.of(printed.toDecimal(digits, mode)));
  }

  /** To a whole number. */
  static Rational whole(SqlType type, Rational value, RoundingMode mode) {
    return fit(type, Rational.of(value.toDecimal(0, mode)));
  }

  private static Rational asPrinted(Rational value) {
    return Rational.of(new BigDecimal(Double.toString(value.toDouble())));
  }

  /** A double as a number; what is not a number has no place in an answer. */
  static Rational of(double value) {
    if (!Double.isFinite(value)) {
      throw OpenedCells.wrong("a function's result is not a finite number");
    }
    return Rational.of(new BigDecimal(value));
  }

  static Rational of(long value) {
    return Rational.of(BigInteger.valueOf(value));
  }
}
