package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.IsNaN;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.types.DataTypes;
import scala.Tuple2;

/**
 * A column as the job's SQL sees it: numbers, dates and timestamps moved into their bounds, floats
 * and doubles read as decimals (half up to the declared scale, NaN as NULL, infinities as the
 * bound). Dates and timestamps without declared bounds stay within the years 1 to 9999.
 */
final class Published {
  private static final Bounds DAYS = calendar(SqlType.DATE, "0001-01-01", "9999-12-31");
  private static final Bounds MICROS =
      calendar(SqlType.TIMESTAMP, "0001-01-01 00:00:00", "9999-12-31 23:59:59.999999");

  private final Column column;
  private final Expression raw;

  /**
   * A column of a table.
   *
   * @param raw the column as stored, of its declared type
   */
  Published(Column column, Expression raw) {
    this.column = column;
    this.raw = raw;
  }

  private static Bounds calendar(SqlType type, String first, String last) {
    return new Bounds(type.position(type.read(first)), type.position(type.read(last)));
  }

  /** Where the published values lie: the declared bounds, or those of the calendar. */
  static Optional<Bounds> bounds(Column column) {
    return switch (column.type().kind()) {
      case DATE -> Optional.of(column.bounds().orElse(DAYS));
      case TIMESTAMP, TIMESTAMP_NTZ -> Optional.of(column.bounds().orElse(MICROS));
      default -> column.bounds();
    };
  }

  /** The published value. */
  Expression value() {
    Optional<Bounds> bounds = bounds(column);
    if (bounds.isEmpty()) {
      return raw;
    }
    SqlType type = column.published();
    Expression lower = Types.literal(type, type.at(bounds.get().lower()));
    Expression upper = Types.literal(type, type.at(bounds.get().upper()));
    if (!column.type().isFloating()) {
      return clamp(raw, lower, upper);
    }
    Expression wide = Longs.cast(raw, DataTypes.DoubleType);
    List<Tuple2<Expression, Expression>> branches = new ArrayList<>();
    branches.add(new Tuple2<>(new IsNaN(wide), Trees.literal(null, Types.spark(type))));
    branches.add(new Tuple2<>(new LessThanOrEqual(wide, real(bounds.get().lower())), lower));
    branches.add(new Tuple2<>(new GreaterThanOrEqual(wide, real(bounds.get().upper())), upper));
    // Strictly between the bounds, half-up rounding stays between them, so the cast cannot fail.
    return Longs.when(branches, Longs.cast(wide, Types.spark(type)));
  }

  /** A stored column moved into bounds: a constant of its type each. */
  record Clamped(Attribute stored, Literal lower, Literal upper) {}

  /** Recognises what {@link #value} makes of a column that is not a float or a double. */
  static Optional<Clamped> clamped(NamedExpression column) {
    if (column instanceof Alias alias
        && alias.child() instanceof CaseWhen moved
        && moved.branches().size() == 2
        && moved.branches().apply(0)._1() instanceof LessThan below
        && moved.branches().apply(1)._1() instanceof GreaterThan above
        && below.left() instanceof Attribute stored
        && below.right() instanceof Literal lower
        && above.right() instanceof Literal upper) {
      return alias.child().semanticEquals(clamp(stored, lower, upper))
          ? Optional.of(new Clamped(stored, lower, upper))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static Expression clamp(Expression raw, Expression lower, Expression upper) {
    return Longs.when(
        List.of(
            new Tuple2<>(new LessThan(raw, lower), lower),
            new Tuple2<>(new GreaterThan(raw, upper), upper)),
        raw);
  }

  /** Whether publishing changes the value by more than its rounding; empty if it never does. */
  Optional<Expression> isMoved() {
    return bounds(column).map(this::isOutside);
  }

  private Expression isOutside(Bounds bounds) {
    if (column.type().isFloating()) {
      Expression wide = Longs.cast(raw, DataTypes.DoubleType);
      Expression outside =
          new Or(
              new LessThan(wide, real(bounds.lower())),
              new GreaterThan(wide, real(bounds.upper())));
      return new Or(new IsNaN(wide), outside);
    }
    SqlType type = column.type();
    return new Or(
        new LessThan(raw, Types.literal(type, type.at(bounds.lower()))),
        new GreaterThan(raw, Types.literal(type, type.at(bounds.upper()))));
  }

  private static Expression real(BigDecimal value) {
    return Trees.literal(value.doubleValue(), DataTypes.DoubleType);
  }
}
