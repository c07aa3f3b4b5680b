package io.tributary.jobspark;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Average;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.expressions.aggregate.Sum;

/** Where the results of aggregates within the source lie. */
final class AggregateRules {
  private AggregateRules() {}

  /**
   * The interval of an aggregate; empty after a problem with its argument.
   *
   * @param parts intervals of the arguments
   * @param rows most rows of a group
   * @param always whether a group surely has a row
   */
  static Optional<Interval> of(
      Expression function, List<Optional<Interval>> parts, BigDecimal rows, boolean always) {
    if (function instanceof Count) {
      boolean all = Trees.children(function).stream().noneMatch(Expression::nullable);
      return Optional.of(new Interval(always && all ? BigDecimal.ONE : BigDecimal.ZERO, rows));
    }
    Optional<Interval> argument = parts.isEmpty() ? Optional.empty() : parts.get(0);
    // An average adds up too, in a decimal of ten more digits than its argument.
    return function instanceof Sum ? argument.map(i -> i.summed(rows)) : argument;
  }

  /** Whether the sum that an average needs fits the decimal that Spark adds it up in. */
  static boolean addsUp(Average average, Interval argument, BigDecimal rows) {
    return Ranges.limits(Types.ours(average.sumDataType()).orElseThrow())
        .covers(argument.summed(rows));
  }
}
