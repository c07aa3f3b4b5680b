package io.tributary.jobspark;

import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StringType;

/**
 * Checks of expressions that run on rows: no floating point, and nothing that fails on some rows
 * and not on others.
 */
final class Exactness {
  private final Ranges ranges;
  private final Problems problems;

  Exactness(Ranges ranges, Problems problems) {
    this.ranges = ranges;
    this.problems = problems;
  }

  /** Checks an expression and everything below it. */
  void check(Expression expression) {
    ranges.of(expression);
    walk(expression);
  }

  private void walk(Expression expression) {
    if (expression.dataType() instanceof DoubleType) {
      problems.at(
          expression,
          "a floating-point value is not allowed on rows",
          "its rounding depends on the machine's order of work",
          "cast to decimal(precision, scale), or write the constant as 0.05");
      return;
    }
    boolean fromText =
        expression instanceof Cast cast
            && cast.dataType() instanceof DateType
            && cast.child().dataType() instanceof StringType
            && !cast.foldable();
    if (fromText) {
      problems.at(
          expression,
          "a cast from text to a date is not allowed",
          "it fails on some values and not on others",
          "declare the column as date in job.yaml");
    }
    if (expression instanceof Like like && !like.right().foldable()) {
      problems.at(
          expression,
          "LIKE needs a constant pattern",
          "a pattern from the data can be malformed",
          "write the pattern as text");
    }
    Trees.children(expression).forEach(this::walk);
  }
}
