package io.tributary.jobspark;

import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Abs;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Ascii;
import org.apache.spark.sql.catalyst.expressions.BRound;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Ceil;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Floor;
import org.apache.spark.sql.catalyst.expressions.Greatest;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.Least;
import org.apache.spark.sql.catalyst.expressions.Length;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Pmod;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.Round;
import org.apache.spark.sql.catalyst.expressions.RoundCeil;
import org.apache.spark.sql.catalyst.expressions.RoundFloor;
import org.apache.spark.sql.catalyst.expressions.Signum;
import org.apache.spark.sql.catalyst.expressions.StringInstr;
import org.apache.spark.sql.catalyst.expressions.StringLocate;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnaryPositive;
import org.apache.spark.sql.catalyst.expressions.WidthBucket;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.StringType;

/** Where the results of arithmetic on exact numbers lie. */
final class NumberRules {
  private static final Interval COUNT = Interval.of(0, Integer.MAX_VALUE);

  private final Ranges ranges;

  NumberRules(Ranges ranges) {
    this.ranges = ranges;
  }

  /** Empty after a problem, or for an expression that is not arithmetic. */
  Optional<Interval> of(Expression expression, SqlType type) {
    if (expression instanceof Cast cast) {
      return cast(cast, type);
    } else if (expression instanceof Floor || expression instanceof Ceil) {
      return whole(Trees.children(expression).get(0));
    } else if (expression instanceof Divide
        || expression instanceof IntegralDivide
        || expression instanceof Remainder
        || expression instanceof Pmod) {
      return quotient(expression, type);
    } else if (isRounding(expression)) {
      return rounded(expression);
    } else if (expression instanceof Greatest || expression instanceof Least) {
      return extreme(expression);
    } else if (expression instanceof WidthBucket bucket) {
      return bucket(bucket);
    } else if (expression instanceof Length
        || expression instanceof StringLocate
        || expression instanceof StringInstr
        || expression instanceof Ascii) {
      parts(expression);
      return Optional.of(COUNT);
    }
    return arithmetic(expression);
  }

  /** From 0, below the first bucket, to one more than there are. */
  private Optional<Interval> bucket(WidthBucket bucket) {
    Trees.children(bucket).forEach(this::withoutCast);
    Expression buckets = Trees.children(bucket).get(3);
    return ranges.of(buckets).map(i -> Interval.of(0, 1).union(i.plus(Interval.of(0, 1))));
  }

  private static boolean isRounding(Expression expression) {
    return expression instanceof Round
        || expression instanceof BRound
        || expression instanceof RoundCeil
        || expression instanceof RoundFloor;
  }

  private List<Optional<Interval>> parts(Expression expression) {
    return Trees.children(expression).stream().map(ranges::of).toList();
  }

  private Optional<Interval> arithmetic(Expression expression) {
    List<Interval> parts = new ArrayList<>();
    for (Optional<Interval> part : parts(expression)) {
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Interval first = parts.get(0);
    Interval last = parts.get(parts.size() - 1);
    if (expression instanceof Add) {
      return Optional.of(first.plus(last));
    } else if (expression instanceof Subtract) {
      return Optional.of(first.plus(last.negate()));
    } else if (expression instanceof Multiply) {
      return Optional.of(first.times(last));
    } else if (expression instanceof UnaryMinus) {
      return Optional.of(first.negate());
    } else if (expression instanceof UnaryPositive) {
      return Optional.of(first);
    } else if (expression instanceof Abs) {
      return Optional.of(first.abs());
    }
    return Optional.empty();
  }

  private Optional<Interval> cast(Cast cast, SqlType type) {
    Expression child = cast.child();
    if (child instanceof Literal literal && literal.value() == null) {
      return Optional.of(Interval.ZERO);
    }
    if (child instanceof Signum) {
      Trees.children(child).forEach(this::withoutCast);
      return Optional.of(Interval.of(-1, 1));
    }
    Optional<Interval> interval = ranges.of(child);
    if (child.dataType() instanceof BooleanType) {
      return Optional.of(Interval.of(0, 1));
    }
    Optional<SqlType> from = Types.ours(child.dataType());
    if (from.filter(SqlType::isTemporal).isPresent()) {
      // Timestamps become seconds, rounded down.
      return interval.map(i -> i.over(Interval.point(CalendarRules.MICROS), 0));
    }
    if (from.filter(SqlType::isExact).isPresent()) {
      return interval.map(i -> type.isInteger() ? i.truncated() : i);
    }
    if (child.dataType() instanceof StringType
        && (Ranges.isTrying(cast) || child instanceof Literal)) {
      return Optional.of(Ranges.limits(type));
    }
    ranges
        .problems()
        .at(
            cast,
            "a cast from " + child.dataType().sql() + " to a number is not allowed",
            "it fails on some values and not on others",
            "use try_cast, which gives NULL instead, or declare the column as a number");
    return Optional.empty();
  }

  /** Spark rounds integers through doubles, which is exact up to 2^53. */
  private Optional<Interval> whole(Expression argument) {
    return withoutCast(argument).map(i -> i.outwards(0));
  }

  /** The argument of a function that Spark casts to double although it does not round. */
  private Optional<Interval> withoutCast(Expression argument) {
    return ranges.of(Exactness.throughDouble(argument));
  }

  private Optional<Interval> quotient(Expression expression, SqlType type) {
    Expression divisor = Trees.children(expression).get(1);
    Optional<Interval> left = ranges.of(Trees.children(expression).get(0));
    Optional<Interval> right = ranges.of(divisor);
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    boolean trying = Ranges.isTrying(expression);
    if (!trying && !ranges.excludesZero(divisor)) {
      ranges
          .problems()
          .at(
              expression,
              "this could divide by zero",
              "the declared bounds of the divisor include zero",
              "divide by nullif(divisor, 0), which gives NULL there, or use try_divide; in an"
                  + " aggregate, WHERE divisor > 0 will do");
      return Optional.empty();
    }
    if (expression instanceof Remainder) {
      BigDecimal most = right.get().magnitude().min(left.get().magnitude());
      return Optional.of(new Interval(most.negate(), most));
    } else if (expression instanceof Pmod) {
      BigDecimal most = right.get().magnitude();
      return Optional.of(new Interval(most.negate(), most));
    }
    // A divisor between -1 and 1 is at least one unit of its scale.
    int scale = Types.ours(divisor.dataType()).map(SqlType::scale).orElse(0);
    return Optional.of(
        left.get().overNonZero(right.get(), BigDecimal.ONE.movePointLeft(scale), type.scale()));
  }

  private Optional<Interval> rounded(Expression expression) {
    Optional<Interval> value = ranges.of(Trees.children(expression).get(0));
    Expression digits = Trees.children(expression).get(1);
    Optional<Interval> scale = ranges.of(digits);
    if (!digits.foldable() || scale.isEmpty()) {
      return Optional.empty();
    }
    int places = Math.max(-40, Math.min(40, scale.get().lower().intValue()));
    return value.map(i -> i.outwards(places));
  }

  /** NULL arguments are passed over, so that only one that is never NULL is a sure limit. */
  private Optional<Interval> extreme(Expression expression) {
    boolean greatest = expression instanceof Greatest;
    Interval all = null;
    Optional<BigDecimal> sure = Optional.empty();
    for (Expression argument : Trees.children(expression)) {
      if (Ranges.isNull(argument)) {
        continue;
      }
      Optional<Interval> one = ranges.of(argument);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all = all == null ? one.get() : all.union(one.get());
      if (!argument.nullable()) {
        BigDecimal limit = greatest ? one.get().lower() : one.get().upper();
        sure = Optional.of(sure.map(s -> greatest ? s.max(limit) : s.min(limit)).orElse(limit));
      }
    }
    if (all == null || sure.isEmpty()) {
      return Optional.of(all == null ? Interval.ZERO : all);
    }
    return Optional.of(
        greatest
            ? new Interval(all.lower().max(sure.get()), all.upper())
            : new Interval(all.lower(), all.upper().min(sure.get())));
  }
}
