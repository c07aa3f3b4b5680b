package io.tributary.jobspark;

import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellExpression.Binary;
import io.tributary.protocol.job.CellExpression.Moment;
import io.tributary.protocol.job.SqlType;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnaryPositive;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DoubleType;

/** Splits an output expression: aggregates become cells, what is around them is computed after. */
final class Outputs {
  private static final Map<String, Moment.Kind> MOMENTS =
      Map.of(
          "Sum", Moment.Kind.SUM,
          "Average", Moment.Kind.AVG,
          "VariancePop", Moment.Kind.VAR_POP,
          "VarianceSamp", Moment.Kind.VAR_SAMP,
          "StddevPop", Moment.Kind.STDDEV_POP,
          "StddevSamp", Moment.Kind.STDDEV_SAMP);
  private static final Map<String, Binary.Operator> OPERATORS =
      Map.of(
          "Add", Binary.Operator.ADD,
          "Subtract", Binary.Operator.SUBTRACT,
          "Multiply", Binary.Operator.MULTIPLY,
          "Divide", Binary.Operator.DIVIDE);

  private final Measures measures;
  private final Problems problems;

  Outputs(Measures measures, Problems problems) {
    this.measures = measures;
    this.problems = problems;
  }

  /** The expression over cells; empty after a problem. */
  Optional<CellExpression> of(Expression expression) {
    Optional<SqlType> type = Types.ours(expression.dataType()).filter(SqlType::isNumeric);
    if (type.isEmpty()) {
      return unsupported(expression);
    }
    if (expression instanceof AggregateExpression aggregate) {
      return aggregate(aggregate.aggregateFunction(), type.get());
    }
    if (expression instanceof Literal literal && literal.value() != null) {
      return literal(literal, type.get());
    }
    if (expression instanceof UnaryPositive) {
      return of(Trees.children(expression).get(0));
    }
    if (expression instanceof UnaryMinus) {
      return of(Trees.children(expression).get(0))
          .map(child -> new CellExpression.Negate(type.get(), child));
    }
    if (expression instanceof Cast cast) {
      return of(cast.child()).map(child -> new CellExpression.Cast(type.get(), child));
    }
    Binary.Operator operator = OPERATORS.get(expression.getClass().getSimpleName());
    return operator == null ? unsupported(expression) : binary(expression, operator, type.get());
  }

  private Optional<CellExpression> binary(
      Expression expression, Binary.Operator operator, SqlType type) {
    Optional<CellExpression> left = of(Trees.children(expression).get(0));
    Optional<CellExpression> right = of(Trees.children(expression).get(1));
    return left.isEmpty() || right.isEmpty()
        ? Optional.empty()
        : Optional.of(new Binary(operator, type, left.get(), right.get()));
  }

  private static Optional<CellExpression> literal(Literal literal, SqlType type) {
    Object value = literal.value();
    String text =
        value instanceof Decimal decimal
            ? decimal.toJavaBigDecimal().toPlainString()
            : value.toString();
    return Optional.of(new CellExpression.Literal(type, text));
  }

  private Optional<CellExpression> aggregate(AggregateFunction function, SqlType type) {
    Expression argument = Trees.children(function).get(0);
    String name = function.getClass().getSimpleName();
    if (name.equals("Count")) {
      if (Trees.children(function).size() > 1) {
        return unsupported(function);
      }
      return Optional.of(new CellExpression.Count(measures.count(argument)));
    }
    Moment.Kind kind = MOMENTS.get(name);
    Expression exact = kind.needsSquares() ? withoutCast(argument) : argument;
    Optional<SqlType> own = Types.ours(exact.dataType()).filter(SqlType::isExact);
    int count = measures.count(exact);
    if (own.isEmpty()) {
      return Optional.empty();
    }
    int sum = measures.sum(exact);
    int squares = kind.needsSquares() ? measures.squares(exact) : -1;
    return sum < 0 || (kind.needsSquares() && squares < 0)
        ? Optional.empty()
        : Optional.of(new Moment(kind, type, count, sum, squares, own.get().scale()));
  }

  /** Spark turns the argument of variances into a double; we take the exact value beneath. */
  private static Expression withoutCast(Expression argument) {
    return argument instanceof Cast cast && cast.dataType() instanceof DoubleType
        ? cast.child()
        : argument;
  }

  private Optional<CellExpression> unsupported(Expression expression) {
    problems.at(
        expression,
        "'" + Text.of(expression) + "' cannot be computed after opening",
        "an output is a dimension, an aggregate, or + - * / and casts of aggregates and constants",
        "move it into the aggregate's argument or into GROUP BY");
    return Optional.empty();
  }
}
