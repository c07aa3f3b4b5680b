package io.tributary.jobspark;

import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellExpression.Call;
import io.tributary.protocol.job.Operator;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.BitwiseAnd;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.ShiftRight;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.types.Decimal;
import scala.Tuple2;

/** Turns expressions over groups into expressions over cells. */
final class Outputs {
  private static final Map<String, Operator> OPERATORS =
      Map.ofEntries(
          Map.entry("Add", Operator.ADD),
          Map.entry("Subtract", Operator.SUBTRACT),
          Map.entry("Multiply", Operator.MULTIPLY),
          Map.entry("Divide", Operator.DIVIDE),
          Map.entry("IntegralDivide", Operator.INTEGER_DIVIDE),
          Map.entry("Remainder", Operator.REMAINDER),
          Map.entry("UnaryMinus", Operator.NEGATE),
          Map.entry("Abs", Operator.ABS),
          Map.entry("Signum", Operator.SIGN),
          Map.entry("Ceil", Operator.CEIL),
          Map.entry("Floor", Operator.FLOOR),
          Map.entry("Round", Operator.ROUND),
          Map.entry("BRound", Operator.BROUND),
          Map.entry("Sqrt", Operator.SQRT),
          Map.entry("Exp", Operator.EXP),
          Map.entry("Log", Operator.LN),
          Map.entry("Log10", Operator.LOG10),
          Map.entry("Pow", Operator.POWER),
          Map.entry("EqualTo", Operator.EQUAL),
          Map.entry("EqualNullSafe", Operator.SAME),
          Map.entry("LessThan", Operator.LESS),
          Map.entry("LessThanOrEqual", Operator.LESS_OR_EQUAL),
          Map.entry("And", Operator.AND),
          Map.entry("Or", Operator.OR),
          Map.entry("Not", Operator.NOT),
          Map.entry("IsNull", Operator.IS_NULL),
          Map.entry("If", Operator.IF),
          Map.entry("Coalesce", Operator.COALESCE),
          Map.entry("Nvl", Operator.COALESCE),
          Map.entry("Greatest", Operator.GREATEST),
          Map.entry("Least", Operator.LEAST));

  /** The same with its arguments swapped. */
  private static final Map<String, Operator> SWAPPED =
      Map.of("GreaterThan", Operator.LESS, "GreaterThanOrEqual", Operator.LESS_OR_EQUAL);

  private final Aggregates aggregates;
  private final int dimensions;
  private final Problems problems;

  Outputs(Aggregates aggregates, int dimensions, Problems problems) {
    this.aggregates = aggregates;
    this.dimensions = dimensions;
    this.problems = problems;
  }

  /** A column of the answer; empty after a problem. */
  Optional<CellExpression> column(TopAggregate.Column column) {
    return column.value() instanceof AggregateExpression aggregate
        ? aggregates.of(aggregate, Optional.of(column.name()))
        : of(column.value());
  }

  /** The expression over cells; empty after a problem. */
  Optional<CellExpression> of(Expression expression) {
    if (expression instanceof AggregateExpression aggregate) {
      return aggregates.of(aggregate, Optional.empty());
    }
    Optional<SqlType> type =
        Types.ours(expression.dataType()).filter(t -> t.kind() != SqlType.Kind.FLOAT);
    if (type.isEmpty()) {
      return unsupported(expression);
    }
    if (expression instanceof AttributeReference attribute
        && attribute.name().startsWith(Resolver.PARAMETER_PREFIX)) {
      String name = attribute.name().substring(Resolver.PARAMETER_PREFIX.length());
      return Optional.of(new CellExpression.Parameter(type.get(), name));
    }
    OptionalInt dimension = TopAggregate.dimension(expression);
    if (dimension.isPresent()) {
      return Optional.of(new CellExpression.DimensionValue(type.get(), dimension.getAsInt()));
    }
    if (TopAggregate.isGroupingId(expression)) {
      List<Integer> all = IntStream.range(0, dimensions).boxed().toList();
      return Optional.of(new CellExpression.GroupingBits(type.get(), all));
    }
    return expression instanceof Literal literal
        ? literal(literal, type.get())
        : compound(expression, type.get());
  }

  private Optional<CellExpression> compound(Expression expression, SqlType type) {
    String name = expression.getClass().getSimpleName();
    List<Expression> children = Trees.children(expression);
    if (expression instanceof Cast cast) {
      return cast(cast, type);
    }
    if (expression instanceof CaseWhen when) {
      return choice(when, type);
    }
    if (expression instanceof In in) {
      return in(in);
    }
    if (name.equals("IsNotNull")) {
      return call(Operator.IS_NULL, SqlType.BOOLEAN, children).map(Calls::not);
    }
    if (name.equals("UnaryPositive")) {
      return of(children.get(0));
    }
    if (SWAPPED.containsKey(name)) {
      return call(SWAPPED.get(name), type, List.of(children.get(1), children.get(0)));
    }
    Operator operator = OPERATORS.get(name);
    if (operator == null) {
      return unsupported(expression);
    }
    // ROUND and CEIL have one more argument, whether errors are thrown, that is not an expression.
    return call(tried(expression, operator), type, children);
  }

  /** try_divide is a division that gives NULL. */
  private static Operator tried(Expression expression, Operator operator) {
    boolean gentle =
        expression instanceof org.apache.spark.sql.catalyst.expressions.Divide divide
            && !divide.failOnError();
    return gentle ? Operator.TRY_DIVIDE : operator;
  }

  private Optional<CellExpression> call(
      Operator operator, SqlType type, List<Expression> arguments) {
    List<CellExpression> compiled = new ArrayList<>();
    for (Expression argument : arguments) {
      of(argument).ifPresent(compiled::add);
    }
    return compiled.size() == arguments.size()
        ? Optional.of(new Call(operator, type, compiled))
        : Optional.empty();
  }

  /** Casts among numbers, from truth to a number, and to the same type. */
  private Optional<CellExpression> cast(Cast cast, SqlType type) {
    Optional<SqlType> grouping = grouping(cast).map(bits -> type);
    if (grouping.isPresent()) {
      return grouping(cast);
    }
    Optional<SqlType> from = Types.ours(cast.child().dataType());
    boolean possible =
        from.filter(
                f ->
                    f.equals(type)
                        || (type.isNumeric()
                            && (f.isNumeric() || f.kind() == SqlType.Kind.BOOLEAN)))
            .isPresent();
    boolean isNull = cast.child() instanceof Literal literal && literal.value() == null;
    if (isNull) {
      return Optional.of(new CellExpression.Literal(type, Optional.empty()));
    }
    return possible ? call(Operator.CAST, type, List.of(cast.child())) : unsupported(cast);
  }

  /** grouping(x) is a bit of the grouping id: cast((id &gt;&gt; place) &amp; 1). */
  private Optional<CellExpression> grouping(Cast cast) {
    if (cast.child() instanceof BitwiseAnd and
        && and.left() instanceof ShiftRight shift
        && TopAggregate.isGroupingId(shift.left())
        && shift.right() instanceof Literal place) {
      int dimension = dimensions - 1 - ((Number) place.value()).intValue();
      SqlType type = Types.ours(cast.dataType()).orElseThrow();
      return Optional.of(new CellExpression.GroupingBits(type, List.of(dimension)));
    }
    return Optional.empty();
  }

  /** CASE as nested IFs; a branch is computed only if its condition holds. */
  private Optional<CellExpression> choice(CaseWhen when, SqlType type) {
    Optional<CellExpression> result =
        Trees.optional(when.elseValue())
            .map(this::of)
            .orElse(Optional.of(new CellExpression.Literal(type, Optional.empty())));
    List<Tuple2<Expression, Expression>> branches = Trees.list(when.branches());
    for (int i = branches.size() - 1; i >= 0; i--) {
      Optional<CellExpression> condition = of(branches.get(i)._1());
      Optional<CellExpression> value = of(branches.get(i)._2());
      Optional<CellExpression> otherwise = result;
      result =
          condition.flatMap(
              c -> value.flatMap(v -> otherwise.map(o -> Calls.choice(type, c, v, o))));
    }
    return result;
  }

  private Optional<CellExpression> in(In in) {
    List<CellExpression> tests = new ArrayList<>();
    for (Expression value : Trees.list(in.list())) {
      call(Operator.EQUAL, SqlType.BOOLEAN, List.of(in.value(), value)).ifPresent(tests::add);
    }
    return tests.size() == in.list().size()
        ? Optional.of(Calls.all(Operator.OR, tests))
        : Optional.empty();
  }

  private static Optional<CellExpression> literal(Literal literal, SqlType type) {
    Object value = literal.value();
    if (value == null) {
      return Optional.of(new CellExpression.Literal(type, Optional.empty()));
    }
    String text =
        value instanceof Decimal decimal
            ? decimal.toJavaBigDecimal().toPlainString()
            : type.isTemporal()
                ? type.write(type.at(new BigDecimal(value.toString())))
                : type.kind() == SqlType.Kind.DOUBLE
                    ? new BigDecimal(value.toString()).toPlainString()
                    : value.toString();
    return Optional.of(new CellExpression.Literal(type, Optional.of(text)));
  }

  private Optional<CellExpression> unsupported(Expression expression) {
    problems.at(
        expression,
        "'" + Text.of(expression) + "' cannot be computed after opening",
        "an output is a dimension, an aggregate, or arithmetic, comparison, CASE, rounding and"
            + " casts of these and constants",
        "move it into the aggregate's argument or into GROUP BY");
    return Optional.empty();
  }
}
