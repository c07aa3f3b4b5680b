package io.tributary.jobspark;

import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Where release rules hide small groups, a subject is counted, matched with itself and grouped by,
 * and never compared with a value or computed with: that could name one.
 */
final class SubjectGuard {
  private final Predicate<Expression> isSubject;
  private final Problems problems;

  SubjectGuard(Query query, Problems problems) {
    this.isSubject = query::isSubject;
    this.problems = problems;
  }

  void check(LogicalPlan analyzed) {
    Trees.everywhere(analyzed, plan -> Trees.list(plan.expressions()).forEach(this::check));
  }

  private void check(Expression expression) {
    boolean allowed = isHarmless(expression);
    for (Expression child : Trees.children(expression)) {
      if (!allowed && isColumn(child)) {
        problems.at(
            expression,
            "the subject " + Text.of(child) + " is used as a value",
            "a condition or a number made of it could pick one subject out of a large group",
            "count it, join by it or group by it in a sub-query; or leave it out");
      }
      check(child);
    }
  }

  private boolean isHarmless(Expression expression) {
    if (expression instanceof EqualTo || expression instanceof EqualNullSafe) {
      return Trees.children(expression).stream().allMatch(SubjectGuard::isPlain);
    }
    return expression instanceof Alias
        || expression instanceof And
        || expression instanceof Or
        || expression instanceof Not
        || expression instanceof IsNull
        || expression instanceof IsNotNull
        || expression instanceof OuterReference
        || expression instanceof InSubquery
        || expression instanceof AggregateExpression
        || expression instanceof Count;
  }

  private static boolean isPlain(Expression expression) {
    return (expression instanceof AttributeReference attribute
            && !attribute.name().startsWith(Resolver.PARAMETER_PREFIX))
        || expression instanceof OuterReference;
  }

  private boolean isColumn(Expression expression) {
    return isSubject.test(
        expression instanceof OuterReference outer
            ? (Expression) outer.e().toAttribute()
            : expression);
  }
}
