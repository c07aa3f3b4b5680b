package io.tributary.jobspark;

import io.tributary.protocol.job.SqlType;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Ceil;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Floor;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Signum;
import org.apache.spark.sql.catalyst.expressions.StringSplitSQL;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.WidthBucket;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * Checks of expressions that run on rows: no floating point, nothing that fails on some rows and
 * not on others, nothing that can take very long.
 */
final class Exactness {
  private static final Interval WHOLE_DOUBLES = Interval.of(-(1L << 53), 1L << 53);

  private final Ranges ranges;
  private final Problems problems;
  private final Constants constants;

  Exactness(Ranges ranges, Problems problems) {
    this.ranges = ranges;
    this.problems = problems;
    this.constants = new Constants(problems);
  }

  /** Checks all that the source does with rows. */
  void check(LogicalPlan source) {
    Trees.everywhere(source, plan -> Trees.list(plan.expressions()).forEach(this::walk));
  }

  /** Checks an expression and everything below it. */
  void check(Expression expression) {
    Optional<Interval> unused = ranges.of(expression);
    walk(expression);
  }

  private void walk(Expression expression) {
    if (isWholeAsDouble(expression)) {
      Trees.children(expression).forEach(child -> walk(throughDouble(child)));
      return;
    }
    if (!isAllowed(expression)) {
      return;
    }
    constants.check(expression);
    if (expression instanceof Cast cast) {
      text(cast);
    }
    if (expression.dataType() instanceof StringType) {
      TextSize unused = ranges.extents().texts().of(expression);
    }
    Trees.children(expression).forEach(this::walk);
  }

  /**
   * The argument of a function that Spark casts to double for no reason of ours: integers that a
   * double holds exactly, or of which the sign or the bucket alone counts, which is the same on
   * every machine.
   */
  static Expression throughDouble(Expression argument) {
    return argument instanceof Cast cast && cast.dataType() instanceof DoubleType
        ? cast.child()
        : argument;
  }

  private boolean isWholeAsDouble(Expression expression) {
    if (expression instanceof Cast cast && cast.child() instanceof Signum) {
      return Types.ours(cast.dataType()).filter(SqlType::isExact).isPresent();
    }
    boolean signs =
        expression instanceof BinaryComparison
            && Trees.children(expression).stream().anyMatch(Signum.class::isInstance);
    if (expression instanceof Signum || expression instanceof WidthBucket || signs) {
      return true;
    }
    if (!(expression instanceof Floor) && !(expression instanceof Ceil)) {
      return false;
    }
    Expression argument = throughDouble(Trees.children(expression).get(0));
    boolean whole = Types.ours(argument.dataType()).filter(SqlType::isInteger).isPresent();
    return whole && ranges.of(argument).filter(WHOLE_DOUBLES::covers).isPresent();
  }

  private boolean isAllowed(Expression expression) {
    DataType type = expression.dataType();
    Optional<SqlType> ours = Types.ours(type);
    if (ours.filter(SqlType::isFloating).isPresent()) {
      floating(expression);
      return false;
    }
    boolean helper =
        type instanceof NullType
            || type instanceof DayTimeIntervalType
            || type instanceof YearMonthIntervalType
            || expression instanceof StringSplitSQL
            || expression instanceof SubqueryExpression;
    if (ours.isEmpty() && !helper) {
      problems.at(
          expression,
          "a value of the type " + type.sql() + " is not allowed",
          "jobs use text, boolean, integers, decimals, dates and timestamps",
          "cast to one of them, or leave it out");
      return false;
    }
    return true;
  }

  private void floating(Expression expression) {
    if (expression instanceof Cast cast && cast.child().dataType() instanceof StringType) {
      problems.at(
          expression,
          "text is used as a floating-point number",
          "it fails on some values and not on others",
          "use try_cast(text AS decimal(precision, scale)), or declare the column as a number");
      return;
    }
    boolean divided = Trees.contains(expression, Divide.class);
    problems.at(
        expression,
        "a floating-point value is not allowed on rows",
        divided
            ? "Spark divides whole numbers in floating point"
            : "its rounding depends on the machine's order of work",
        divided
            ? "make one of them a decimal: seconds / 3600.0, or CAST(x AS decimal(12,0)) / y"
            : "cast to decimal(precision, scale), or write the constant as 0.05");
  }

  /** Text can be read as something else where that cannot fail, and says the same at any time. */
  private void text(Cast cast) {
    boolean fromText =
        cast.child().dataType() instanceof StringType && !(cast.dataType() instanceof StringType);
    boolean number = Types.ours(cast.dataType()).filter(SqlType::isExact).isPresent();
    if (!fromText) {
      return;
    }
    boolean time =
        Types.ours(cast.dataType())
            .filter(t -> t.isTemporal() && t.kind() != SqlType.Kind.DATE)
            .isPresent();
    if (cast.child() instanceof Literal) {
      constants.text(cast);
    } else if (time) {
      problems.at(
          cast,
          "a cast from text to a timestamp is not allowed",
          "text without a date would mean the day the job runs",
          "use try_to_timestamp(text, 'yyyy-MM-dd HH:mm:ss'), or declare the column as timestamp");
    } else if (!Ranges.isTrying(cast) && !number) {
      problems.at(
          cast,
          "a cast from text to " + cast.dataType().sql() + " is not allowed",
          "it fails on some values and not on others",
          "use try_cast, which gives NULL instead, or declare the column so");
    }
  }
}
