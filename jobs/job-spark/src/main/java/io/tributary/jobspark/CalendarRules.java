package io.tributary.jobspark;

import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.AddMonths;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.DateAdd;
import org.apache.spark.sql.catalyst.expressions.DateAddYMInterval;
import org.apache.spark.sql.catalyst.expressions.DateDiff;
import org.apache.spark.sql.catalyst.expressions.DateFromUnixDate;
import org.apache.spark.sql.catalyst.expressions.DateSub;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExtractANSIIntervalDays;
import org.apache.spark.sql.catalyst.expressions.Greatest;
import org.apache.spark.sql.catalyst.expressions.LastDay;
import org.apache.spark.sql.catalyst.expressions.Least;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.MakeDate;
import org.apache.spark.sql.catalyst.expressions.MicrosToTimestamp;
import org.apache.spark.sql.catalyst.expressions.MillisToTimestamp;
import org.apache.spark.sql.catalyst.expressions.NextDay;
import org.apache.spark.sql.catalyst.expressions.SecondsToTimestamp;
import org.apache.spark.sql.catalyst.expressions.TimestampAddInterval;
import org.apache.spark.sql.catalyst.expressions.TimestampAddYMInterval;
import org.apache.spark.sql.catalyst.expressions.TimestampDiff;
import org.apache.spark.sql.catalyst.expressions.TruncDate;
import org.apache.spark.sql.catalyst.expressions.TruncTimestamp;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnixDate;
import org.apache.spark.sql.catalyst.expressions.UnixMicros;
import org.apache.spark.sql.catalyst.expressions.UnixMillis;
import org.apache.spark.sql.catalyst.expressions.UnixSeconds;
import org.apache.spark.sql.catalyst.expressions.WeekOfYear;
import org.apache.spark.sql.catalyst.expressions.Year;
import org.apache.spark.sql.catalyst.expressions.YearOfWeek;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/** Where dates (days) and timestamps (microseconds) and what is read off them lie. */
final class CalendarRules {
  static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal DAY = MICROS.multiply(BigDecimal.valueOf(86_400));
  private static final BigDecimal MONTH = BigDecimal.valueOf(31);
  private static final Interval MONTH_DAYS = Interval.of(28, 31);
  private static final BigDecimal YEAR = BigDecimal.valueOf(366);

  /** Days within which no calculation of Spark's overflows, about 200,000 years each way. */
  private static final Interval DAYS = Interval.of(-73_000_000, 73_000_000);

  private static final Map<String, Interval> FIELDS =
      Map.of(
          "Quarter", Interval.of(1, 4),
          "Month", Interval.of(1, 12),
          "DayOfYear", Interval.of(1, 366),
          "DayOfMonth", Interval.of(1, 31),
          "DayOfWeek", Interval.of(1, 7),
          "WeekDay", Interval.of(0, 6),
          "Hour", Interval.of(0, 23),
          "Minute", Interval.of(0, 59),
          "Second", Interval.of(0, 59),
          "SecondWithFraction", new Interval(BigDecimal.ZERO, new BigDecimal("59.999999")));

  private final Ranges ranges;

  CalendarRules(Ranges ranges) {
    this.ranges = ranges;
  }

  static Interval limits(SqlType type) {
    return type.kind() == SqlType.Kind.DATE ? DAYS : DAYS.times(Interval.point(DAY));
  }

  /** A number that is read off dates or timestamps; else what its type can hold. */
  Optional<Interval> field(Expression expression, SqlType type) {
    List<Optional<Interval>> parts = parts(expression);
    Interval known = FIELDS.get(expression.getClass().getSimpleName());
    if (known != null) {
      return Optional.of(known);
    }
    if (parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty)) {
      return anything(expression, type, parts);
    }
    Interval first = parts.get(0).get();
    Interval last = parts.get(parts.size() - 1).get();
    if (expression instanceof Year || expression instanceof YearOfWeek) {
      int slack = expression instanceof Year ? 0 : 1;
      return Optional.of(Interval.of(year(first.lower()) - slack, year(first.upper()) + slack));
    } else if (expression instanceof WeekOfYear) {
      return Optional.of(Interval.of(1, 53));
    } else if (expression instanceof DateDiff) {
      return Optional.of(first.plus(last.negate()));
    } else if (expression instanceof TimestampDiff difference) {
      return Optional.of(last.plus(first.negate()).over(unit(difference.unit()), 0));
    } else if (expression instanceof UnixDate || expression instanceof UnixMicros) {
      return Optional.of(first);
    } else if (expression instanceof UnixMillis) {
      return Optional.of(first.over(Interval.point(BigDecimal.valueOf(1000)), 0));
    } else if (expression instanceof UnixSeconds) {
      return Optional.of(first.over(Interval.point(MICROS), 0));
    }
    return anything(expression, type, parts);
  }

  /** Parts without an interval have their own problem already, or are no numbers. */
  private static Optional<Interval> anything(
      Expression expression, SqlType type, List<Optional<Interval>> parts) {
    boolean broken = false;
    for (int i = 0; i < parts.size(); i++) {
      Expression part = Trees.children(expression).get(i);
      boolean ranged =
          Types.ours(part.dataType()).filter(t -> t.isExact() || t.isTemporal()).isPresent();
      broken |= ranged && parts.get(i).isEmpty();
    }
    return broken ? Optional.empty() : Optional.of(Ranges.limits(type));
  }

  private static int year(BigDecimal day) {
    return LocalDate.ofEpochDay(day.longValueExact()).getYear();
  }

  /** The least number of microseconds in a unit. */
  private static Interval unit(String name) {
    long seconds =
        switch (name.toUpperCase(java.util.Locale.ROOT)) {
          case "MICROSECOND" -> 0;
          case "MILLISECOND" -> -1;
          case "SECOND" -> 1;
          case "MINUTE" -> 60;
          case "HOUR" -> 3_600;
          case "WEEK" -> 7 * 86_400;
          case "MONTH" -> 28 * 86_400;
          case "QUARTER" -> 89 * 86_400;
          case "YEAR" -> 365 * 86_400;
          default -> 86_400;
        };
    BigDecimal micros =
        seconds > 0
            ? MICROS.multiply(BigDecimal.valueOf(seconds))
            : BigDecimal.valueOf(seconds == 0 ? 1 : 1000);
    return Interval.point(micros);
  }

  private List<Optional<Interval>> parts(Expression expression) {
    return Trees.children(expression).stream().map(ranges::of).toList();
  }

  /** A date or timestamp. */
  Optional<Interval> temporal(Expression expression, SqlType type) {
    if (expression instanceof Cast cast) {
      return cast(cast, type);
    } else if (expression instanceof Greatest || expression instanceof Least) {
      return parts(expression).stream()
          .reduce((a, b) -> a.flatMap(x -> b.map(x::union)))
          .orElseThrow();
    } else if (expression instanceof MakeDate) {
      return made(expression);
    }
    List<Optional<Interval>> parts = parts(expression);
    BigDecimal unit = type.kind() == SqlType.Kind.DATE ? BigDecimal.ONE : DAY;
    if (expression instanceof TruncTimestamp) {
      return parts.get(1).map(i -> i.widened(YEAR.multiply(unit), BigDecimal.ZERO));
    }
    Optional<Interval> first = parts.isEmpty() ? Optional.empty() : parts.get(0);
    if (expression instanceof TruncDate) {
      return first.map(i -> i.widened(YEAR, BigDecimal.ZERO));
    } else if (expression instanceof LastDay || expression instanceof NextDay) {
      return first.map(i -> i.widened(BigDecimal.ZERO, MONTH));
    } else if (expression instanceof DateFromUnixDate || expression instanceof MicrosToTimestamp) {
      return first;
    } else if (expression instanceof MillisToTimestamp) {
      return first.map(i -> i.times(Interval.point(BigDecimal.valueOf(1000))));
    } else if (expression instanceof SecondsToTimestamp) {
      return first.map(i -> i.times(Interval.point(MICROS)));
    }
    return moved(expression, first, unit).or(() -> anything(expression, type, parts));
  }

  private Optional<Interval> moved(
      Expression expression, Optional<Interval> start, BigDecimal unit) {
    boolean moves =
        expression instanceof DateAdd
            || expression instanceof DateSub
            || expression instanceof AddMonths
            || expression instanceof DateAddYMInterval
            || expression instanceof TimestampAddYMInterval
            || expression instanceof TimestampAddInterval;
    if (!moves || start.isEmpty()) {
      return Optional.empty();
    }
    Optional<Interval> by = distance(expression, Trees.children(expression).get(1), unit);
    return by.map(d -> start.get().plus(expression instanceof DateSub ? d.negate() : d));
  }

  /** How far a date (in days) or a timestamp (in microseconds) is moved. */
  private Optional<Interval> distance(Expression expression, Expression by, BigDecimal unit) {
    if (by instanceof UnaryMinus minus) {
      return distance(expression, minus.child(), unit).map(Interval::negate);
    }
    if (by instanceof ExtractANSIIntervalDays days) {
      return distance(expression, days.child(), DAY).map(i -> i.over(Interval.point(DAY), 0));
    }
    if (by.dataType() instanceof DayTimeIntervalType) {
      return literal(by);
    }
    if (by.dataType() instanceof YearMonthIntervalType) {
      return literal(by).map(m -> m.times(MONTH_DAYS).times(Interval.point(unit)));
    }
    boolean months = expression instanceof AddMonths;
    return ranges.of(by).map(i -> months ? i.times(MONTH_DAYS) : i);
  }

  private static Optional<Interval> literal(Expression interval) {
    return interval instanceof Literal literal && literal.value() != null
        ? Optional.of(Interval.point(new BigDecimal(literal.value().toString())))
        : Optional.empty();
  }

  private Optional<Interval> cast(Cast cast, SqlType type) {
    Optional<Interval> from = ranges.of(cast.child());
    Optional<SqlType> given = Types.ours(cast.child().dataType()).filter(SqlType::isTemporal);
    if (given.isEmpty()) {
      return Optional.of(Ranges.limits(type));
    }
    boolean wasDate = given.get().kind() == SqlType.Kind.DATE;
    boolean isDate = type.kind() == SqlType.Kind.DATE;
    if (wasDate == isDate) {
      return from;
    }
    return from.map(i -> wasDate ? i.times(Interval.point(DAY)) : i.over(Interval.point(DAY), 0));
  }

  /** Only days that every month has cannot fail. */
  private Optional<Interval> made(Expression expression) {
    List<Optional<Interval>> parts = parts(expression);
    if (parts.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    Interval years = parts.get(0).get();
    boolean sure =
        Interval.of(1, 9999).covers(years)
            && Interval.of(1, 12).covers(parts.get(1).get())
            && Interval.of(1, 28).covers(parts.get(2).get());
    if (!sure) {
      ranges
          .problems()
          .at(
              expression,
              "make_date could get a date that does not exist",
              "years must be proven to be 1 to 9999, months 1 to 12 and days 1 to 28",
              "bound the columns so, or build it with add_months and date_add from a constant");
      return Optional.empty();
    }
    return Optional.of(
        new Interval(
            BigDecimal.valueOf(LocalDate.of(years.lower().intValue(), 1, 1).toEpochDay()),
            BigDecimal.valueOf(LocalDate.of(years.upper().intValue(), 12, 31).toEpochDay())));
  }
}
