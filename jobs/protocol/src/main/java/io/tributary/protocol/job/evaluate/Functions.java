package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.Operator;
import io.tributary.protocol.job.SqlType;
import java.math.RoundingMode;
import java.util.Optional;

/** Functions that are NULL if an argument is. */
final class Functions {
  private Functions() {}

  static Optional<Object> unary(Operator operator, SqlType type, SqlType from, Object value) {
    if (operator == Operator.NOT) {
      return Optional.of(!((Boolean) value));
    }
    if (operator == Operator.CAST && !(value instanceof Rational)) {
      return cast(type, value);
    }
    return number(operator, type, from, (Rational) value).map(v -> v);
  }

  /** What is not a number is cast to itself, or from truth to 0 and 1. */
  private static Optional<Object> cast(SqlType type, Object value) {
    return Optional.of(
        value instanceof Boolean flag && type.isNumeric() ? Numbers.of(flag ? 1 : 0) : value);
  }

  private static Optional<Rational> number(
      Operator operator, SqlType type, SqlType from, Rational value) {
    return switch (operator) {
      case NEGATE -> Optional.of(Numbers.fit(type, value.negate()));
      case ABS -> Optional.of(Numbers.fit(type, value.signum() < 0 ? value.negate() : value));
      case SIGN -> Optional.of(Numbers.of(value.signum()));
      case CEIL -> Optional.of(Numbers.whole(type, value, RoundingMode.CEILING));
      case FLOOR -> Optional.of(Numbers.whole(type, value, RoundingMode.FLOOR));
      case CAST -> Optional.of(Numbers.cast(type, from, value));
      case SQRT -> Optional.of(root(value));
      case EXP -> Optional.of(Numbers.of(StrictMath.exp(value.toDouble())));
      case LN -> logarithm(value, StrictMath.log(value.toDouble()));
      case LOG10 -> logarithm(value, StrictMath.log10(value.toDouble()));
      default -> throw new IllegalStateException(operator + " is not of one number");
    };
  }

  private static Rational root(Rational value) {
    if (value.signum() < 0) {
      throw OpenedCells.wrong("a square root of a negative number");
    }
    return value.squareRoot();
  }

  /** As in Spark: NULL for what has no logarithm. */
  private static Optional<Rational> logarithm(Rational value, double logarithm) {
    return value.signum() <= 0 ? Optional.empty() : Optional.of(Numbers.of(logarithm));
  }

  static Optional<Object> binary(
      Operator operator, SqlType type, SqlType from, Rational left, Rational right) {
    return switch (operator) {
      case ADD -> Optional.of(Numbers.fit(type, left.plus(right)));
      case SUBTRACT -> Optional.of(Numbers.fit(type, left.minus(right)));
      case MULTIPLY -> Optional.of(Numbers.fit(type, left.times(right)));
      case DIVIDE -> Optional.of(Numbers.divide(type, left, right));
      case TRY_DIVIDE ->
          right.signum() == 0 ? Optional.empty() : Optional.of(Numbers.divide(type, left, right));
      case INTEGER_DIVIDE -> Optional.of(Numbers.integerDivide(type, left, right));
      case REMAINDER -> Optional.of(Numbers.remainder(type, left, right));
      case ROUND -> Optional.of(rounded(type, from, left, right, RoundingMode.HALF_UP));
      case BROUND -> Optional.of(rounded(type, from, left, right, RoundingMode.HALF_EVEN));
      case POWER -> Optional.of(Numbers.of(StrictMath.pow(left.toDouble(), right.toDouble())));
      default -> throw new IllegalStateException(operator + " is not of two numbers");
    };
  }

  private static Rational rounded(
      SqlType type, SqlType from, Rational value, Rational digits, RoundingMode mode) {
    return Numbers.round(type, from, value, digits.numerator().intValueExact(), mode);
  }
}
