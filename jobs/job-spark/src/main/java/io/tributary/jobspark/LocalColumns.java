package io.tributary.jobspark;

import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnixDate;
import org.apache.spark.sql.catalyst.expressions.UnscaledValue;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Tuple2;

/**
 * The columns that are aggregated, one row a row of the source: the place in each section of the
 * layout, and the measures as integers.
 */
final class LocalColumns {
  private static final int LONG_DIGITS = 18;
  private static final int MAX_DIGITS = 38;

  private final Compilation compilation;
  private final CompiledJob job;
  private final Lowering lowering;

  LocalColumns(Compilation compilation, Ranges ranges) {
    this.compilation = compilation;
    this.job = compilation.job();
    this.lowering = new Lowering(ranges);
  }

  /**
   * The projected rows.
   *
   * @param places for each section, where the row counts within it; NULL for nowhere
   * @param measures for each measure its centred integer, or a decimal of its scale, or what is
   *     counted
   */
  record Columns(
      LogicalPlan plan, List<Attribute> places, List<Attribute> measures, Attribute moved) {}

  Columns of(LogicalPlan source, Attribute moved) {
    Slots slots = new Slots(source);
    List<NamedExpression> columns = new ArrayList<>();
    List<Attribute> places = new ArrayList<>();
    List<Expression> grouping = compilation.query().top().grouping();
    for (int i = 0; i < job.sections().size(); i++) {
      Section section = job.sections().get(i);
      List<Dimension> dimensions =
          section.dimensions().stream().map(job.dimensions()::get).toList();
      List<Expression> own = section.dimensions().stream().map(grouping::get).toList();
      Expression place = slots.index(dimensions, own);
      if (section.axis().isPresent()) {
        Bins bins = section.axis().get().bins();
        Expression bin = bin(slots, bins, compilation.axes().get(i - 1));
        place = Longs.plus(Longs.times(place, Longs.integer(bins.count())), bin);
      }
      places.add(add(columns, place, "place" + i));
    }
    List<Attribute> measures = new ArrayList<>();
    for (int i = 0; i < job.measures().size(); i++) {
      measures.add(add(columns, measure(i), "m" + i));
    }
    columns.add((NamedExpression) moved);
    LogicalPlan plan = new Project(Trees.seq(columns), slots.plan());
    return new Columns(plan, places, measures, moved);
  }

  private static Attribute add(List<NamedExpression> columns, Expression value, String name) {
    NamedExpression named = Trees.alias(value, name);
    columns.add(named);
    return named.toAttribute();
  }

  /** The bin's index as an int; NULL for NULL. */
  private Expression bin(Slots slots, Bins bins, Expression value) {
    Expression index =
        bins instanceof Bins.Range range
            ? bin(range, value)
            : slots.index(
                List.of(new Dimension("", "", ((Bins.Values) bins).domain(), false)),
                List.of(value));
    return value.nullable()
        ? Longs.when(
            List.of(new Tuple2<>(new IsNotNull(value), index)),
            Trees.literal(null, DataTypes.IntegerType))
        : index;
  }

  private Expression bin(Bins.Range range, Expression value) {
    Expression number =
        range.type().kind() == SqlType.Kind.DATE
            ? Longs.cast(new UnixDate(value), DataTypes.LongType)
            : lowering.lower(value).orElseThrow();
    long lower = range.lower().longValueExact();
    BigInteger last =
        range.lower().add(range.width().multiply(BigInteger.valueOf(range.count() - 1L)));
    Expression floor =
        Longs.quotient(
            Longs.minus(number, Longs.of(lower)), Longs.of(range.width().longValueExact()));
    return Longs.when(
        List.of(
            new Tuple2<>(new LessThan(number, Longs.of(lower)), Longs.integer(0)),
            new Tuple2<>(
                new GreaterThanOrEqual(number, Longs.of(last.longValueExact())),
                Longs.integer(range.count() - 1))),
        Longs.cast(floor, DataTypes.IntegerType));
  }

  private Expression measure(int index) {
    Expression expression = compilation.measures().get(index);
    boolean summed = isUsed(index, Cell.Kind.SUM);
    if (summed) {
      return number(job.measures().get(index), expression);
    }
    return isUsed(index, Cell.Kind.DISTINCT) ? expression : flag(expression);
  }

  private boolean isUsed(int measure, Cell.Kind kind) {
    return job.sections().stream()
        .flatMap(section -> section.cells().stream())
        .anyMatch(cell -> cell.kind() == kind && cell.factors().contains(measure));
  }

  /** One where there is a value. */
  private static Expression flag(Expression expression) {
    return Longs.when(
        List.of(new Tuple2<>(new IsNotNull(expression), Longs.of(1))),
        Trees.literal(null, DataTypes.LongType));
  }

  /** A long less its centre; a decimal of the measure's scale where a long is too short. */
  private Expression number(Measure measure, Expression expression) {
    Optional<Expression> lowered = lowering.lower(expression);
    if (measure.centre().signum() == 0) {
      return lowered.orElseGet(() -> wide(measure, expression));
    }
    return lowered
        .map(value -> Longs.minus(value, Longs.of(measure.centre().longValueExact())))
        .orElseGet(() -> narrowed(measure, expression));
  }

  /** Large values close to each other: the centre is taken off in decimals. */
  private static Expression narrowed(Measure measure, Expression expression) {
    int digits = Math.max(measure.rawMagnitude().toString().length(), measure.scale()) + 1;
    DataType type = DataTypes.createDecimalType(Math.min(digits, MAX_DIGITS), measure.scale());
    BigDecimal centre = new BigDecimal(measure.centre(), measure.scale());
    Expression difference =
        Longs.decimalMinus(Longs.cast(expression, type), Trees.literal(centre, type));
    return measure.scale() > LONG_DIGITS
        ? Longs.cast(difference, type)
        : new UnscaledValue(
            Longs.cast(difference, DataTypes.createDecimalType(LONG_DIGITS, measure.scale())));
  }

  /** As few digits as the range needs. */
  private static Expression wide(Measure measure, Expression expression) {
    int digits = Math.max(measure.magnitude().toString().length(), measure.scale());
    return Longs.cast(
        expression, DataTypes.createDecimalType(Math.max(1, digits), measure.scale()));
  }
}
