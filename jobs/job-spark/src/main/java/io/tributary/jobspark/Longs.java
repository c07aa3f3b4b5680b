package io.tributary.jobspark;

import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.BitwiseAnd;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.EvalMode$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.NumericEvalContext;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.ShiftRight;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateFunction;
import org.apache.spark.sql.catalyst.expressions.aggregate.Complete$;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.Tuple2;

/**
 * Builders of Catalyst expressions. Arithmetic is unchecked: the compiler has proven that it cannot
 * overflow within the job's row limit, and the row count is checked after.
 */
final class Longs {
  private static final NumericEvalContext UNCHECKED =
      new NumericEvalContext(EvalMode$.MODULE$.LEGACY(), true);
  private static final NumericEvalContext CHECKED =
      new NumericEvalContext(EvalMode$.MODULE$.ANSI(), true);

  private Longs() {}

  static Literal of(long value) {
    return Trees.literal(value, DataTypes.LongType);
  }

  static Literal integer(int value) {
    return Trees.literal(value, DataTypes.IntegerType);
  }

  static Expression plus(Expression left, Expression right) {
    return new Add(left, right, UNCHECKED);
  }

  static Expression minus(Expression left, Expression right) {
    return new Subtract(left, right, UNCHECKED);
  }

  static Expression times(Expression left, Expression right) {
    return new Multiply(left, right, UNCHECKED);
  }

  /** The product of two decimals, exact while the digits of both add up to at most 37. */
  static Expression decimalTimes(Expression left, Expression right) {
    return new Multiply(left, right, CHECKED);
  }

  static Expression decimalMinus(Expression left, Expression right) {
    return new Subtract(left, right, CHECKED);
  }

  /** The quotient towards zero. */
  static Expression quotient(Expression left, Expression right) {
    return new IntegralDivide(left, right, UNCHECKED);
  }

  static Expression remainder(Expression left, Expression right) {
    return new Remainder(left, right, CHECKED);
  }

  static Expression highHalf(Expression value) {
    return new ShiftRight(value, integer(Integer.SIZE));
  }

  static Expression lowHalf(Expression value) {
    return new BitwiseAnd(value, of(0xffffffffL));
  }

  static Cast cast(Expression child, DataType type) {
    return Cast$.MODULE$.apply(child, type, true);
  }

  static CaseWhen when(List<Tuple2<Expression, Expression>> branches, Expression otherwise) {
    return new CaseWhen(Trees.seq(branches), Option.apply(otherwise));
  }

  static Expression sum(Expression value) {
    boolean whole = value.dataType().equals(DataTypes.LongType);
    return aggregate(new Sum(value, whole ? UNCHECKED : CHECKED));
  }

  static Expression count(Expression value) {
    return aggregate(new Count(Trees.seq(value)));
  }

  static Expression countDistinct(Expression value) {
    return aggregate(new Count(Trees.seq(value)), true);
  }

  private static Expression aggregate(AggregateFunction function) {
    return aggregate(function, false);
  }

  private static Expression aggregate(AggregateFunction function, boolean distinct) {
    return new AggregateExpression(
        function, Complete$.MODULE$, distinct, Option.empty(), NamedExpression.newExprId());
  }
}
