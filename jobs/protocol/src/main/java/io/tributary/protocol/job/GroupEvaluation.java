package io.tributary.protocol.job;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.CellExpression.Binary;
import io.tributary.protocol.job.CellExpression.Cast;
import io.tributary.protocol.job.CellExpression.Count;
import io.tributary.protocol.job.CellExpression.Literal;
import io.tributary.protocol.job.CellExpression.Moment;
import io.tributary.protocol.job.CellExpression.Negate;
import io.tributary.protocol.job.CompiledJob.Cell;
import io.tributary.protocol.job.CompiledJob.Output;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** The values of one group. Empty stands for NULL. */
final class GroupEvaluation {
  /** Spark divides decimals to this scale first, then rounds to the result type. */
  private static final int SPARK_DIVISION_SCALE = 39;

  private final List<BigInteger> cells;

  GroupEvaluation(CompiledJob job, List<BigInteger> cells) {
    this.cells = cells;
    for (int i = 0; i < cells.size(); i++) {
      check(job.cells().get(i), cells.get(i));
    }
  }

  private void check(Cell cell, BigInteger value) {
    boolean counts = cell.kind() == Cell.Kind.ROWS || cell.kind() == Cell.Kind.COUNT;
    if (value.abs().compareTo(cell.bound()) > 0
        || ((counts || cell.kind() == Cell.Kind.SQUARES) && value.signum() < 0)
        || (cell.kind() == Cell.Kind.COUNT && value.compareTo(cells.get(0)) > 0)) {
      throw wrong("the opened cells cannot come from rows within the job's bounds");
    }
  }

  /** The value of an output column in its Spark type; null for NULL. */
  Object value(Output output) {
    Optional<Rational> value = evaluate(output.value().orElseThrow());
    return value.map(v -> typed(output.type(), v)).orElse(null);
  }

  private static Object typed(SqlType type, Rational value) {
    if (type.kind() == SqlType.Kind.DOUBLE) {
      return value.toDouble();
    }
    BigDecimal exact = value.toDecimal(type.scale(), RoundingMode.UNNECESSARY);
    return type.isInteger() ? (Object) exact.longValueExact() : exact;
  }

  private Optional<Rational> evaluate(CellExpression expression) {
    if (expression instanceof Count count) {
      return Optional.of(Rational.of(cells.get(count.cell())));
    }
    if (expression instanceof Moment moment) {
      return moment(moment);
    }
    if (expression instanceof Literal literal) {
      return Optional.of(Rational.of(new BigDecimal(literal.value())));
    }
    if (expression instanceof Negate negate) {
      return evaluate(negate.child()).map(v -> fit(negate.type(), v.negate()));
    }
    if (expression instanceof Cast cast) {
      return evaluate(cast.child()).map(v -> cast(cast, v));
    }
    Binary binary = (Binary) expression;
    Optional<Rational> left = evaluate(binary.left());
    Optional<Rational> right = evaluate(binary.right());
    return left.isEmpty() || right.isEmpty()
        ? Optional.empty()
        : Optional.of(binary(binary, left.get(), right.get()));
  }

  private static Rational binary(Binary binary, Rational left, Rational right) {
    return switch (binary.operator()) {
      case ADD -> fit(binary.type(), left.plus(right));
      case SUBTRACT -> fit(binary.type(), left.minus(right));
      case MULTIPLY -> fit(binary.type(), left.times(right));
      case DIVIDE -> divide(binary.type(), left, right);
    };
  }

  private static Rational divide(SqlType type, Rational left, Rational right) {
    if (right.signum() == 0) {
      throw wrong("a division by zero, which Spark refuses too");
    }
    Rational quotient = left.over(right);
    return type.isDecimal() ? fit(type, sparkDivision(quotient)) : quotient;
  }

  private static Rational sparkDivision(Rational quotient) {
    return Rational.of(quotient.toDecimal(SPARK_DIVISION_SCALE, RoundingMode.HALF_UP));
  }

  /** Casts truncate towards zero to integers and round half up to decimals. */
  private static Rational cast(Cast cast, Rational value) {
    if (!cast.type().isInteger() && cast.child().type().kind() == SqlType.Kind.DOUBLE) {
      return cast.type().isDecimal()
          ? fit(cast.type(), Rational.of(new BigDecimal(Double.toString(value.toDouble()))))
          : value;
    }
    return cast.type().isInteger()
        ? fit(cast.type(), Rational.of(value.toDecimal(0, RoundingMode.DOWN)))
        : fit(cast.type(), value);
  }

  /** Rounds to a decimal type and checks its range; doubles stay exact. */
  private static Rational fit(SqlType type, Rational value) {
    if (type.kind() == SqlType.Kind.DOUBLE) {
      return value;
    }
    BigDecimal rounded = value.toDecimal(type.scale(), RoundingMode.HALF_UP);
    if (!type.holds(rounded)) {
      throw wrong("a value does not fit " + type + ", which Spark refuses too");
    }
    return Rational.of(rounded);
  }

  private Optional<Rational> moment(Moment moment) {
    BigInteger count = cells.get(moment.count());
    if (count.signum() == 0) {
      return Optional.empty();
    }
    BigInteger unit = BigInteger.TEN.pow(moment.scale());
    Rational sum = new Rational(cells.get(moment.sum()), unit);
    return switch (moment.kind()) {
      case SUM -> Optional.of(fit(moment.type(), sum));
      case AVG -> Optional.of(divide(moment.type(), sum, Rational.of(count)));
      case VAR_POP -> spread(moment, count, count);
      case STDDEV_POP -> spread(moment, count, count).map(Rational::squareRoot);
      case VAR_SAMP -> spread(moment, count, count.subtract(BigInteger.ONE));
      case STDDEV_SAMP ->
          spread(moment, count, count.subtract(BigInteger.ONE)).map(Rational::squareRoot);
    };
  }

  /** (n·Σx² − (Σx)²) / (n·divisor), scaled; NULL when the divisor is zero. */
  private Optional<Rational> spread(Moment moment, BigInteger count, BigInteger divisor) {
    if (divisor.signum() == 0) {
      return Optional.empty();
    }
    BigInteger sum = cells.get(moment.sum());
    BigInteger centred = count.multiply(cells.get(moment.squares())).subtract(sum.multiply(sum));
    if (centred.signum() < 0) {
      throw wrong("the opened cells cannot come from any rows: a variance would be negative");
    }
    BigInteger unit = BigInteger.TEN.pow(2 * moment.scale());
    return Optional.of(new Rational(centred, count.multiply(divisor).multiply(unit)));
  }

  private static JobException wrong(String why) {
    return new JobException(JobException.Kind.EVALUATION, "the answer cannot be computed: " + why);
  }
}
