package io.tributary.jobspark;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Exists;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;

/**
 * How the known parts of a source may stand together: joins and correlated sub-queries compare keys
 * for equality, else they would be products of tables; a scalar sub-query has one row, whatever the
 * data.
 */
final class SourceGuard {
  private final Problems problems;
  private final Set<LogicalPlan> joined = Collections.newSetFromMap(new IdentityHashMap<>());

  SourceGuard(Problems problems) {
    this.problems = problems;
  }

  void check(LogicalPlan source) {
    Trees.everywhere(source, this::node);
  }

  private void node(LogicalPlan plan) {
    JoinGroup.of(plan, joined).ifPresent(group -> group.check(problems));
    List<Expression> parts =
        plan instanceof Filter filter
            ? JoinGroup.conjuncts(filter.condition())
            : Trees.list(plan.expressions());
    for (Expression part : parts) {
      boolean negated = plan instanceof Filter && part instanceof Not;
      if (negated && ((Not) part).child() instanceof InSubquery in) {
        notIn(in);
        Trees.list(in.values()).forEach(this::expression);
        correlated(in, in.query().plan());
      } else {
        expression(part);
      }
    }
  }

  private void expression(Expression expression) {
    if (expression instanceof Not not && Trees.contains(not.child(), InSubquery.class)) {
      problems.at(
          expression,
          "NOT … IN (sub-query) is not allowed here",
          "what it means for NULL would need a product of both tables",
          "make it a condition of WHERE of its own, or use NOT EXISTS");
    } else if (expression instanceof ScalarSubquery query) {
      scalar(query);
    } else if (expression instanceof Exists exists) {
      correlated(expression, exists.plan());
    } else if (expression instanceof InSubquery in) {
      correlated(expression, in.query().plan());
    }
    Trees.children(expression).forEach(this::expression);
  }

  /** Without NULL on either side it is a plain join; else only small tables are compared. */
  private void notIn(InSubquery in) {
    LogicalPlan query = in.query().plan();
    boolean nullable =
        Trees.list(in.values()).stream().anyMatch(Expression::nullable)
            || Trees.list(query.output()).stream().anyMatch(Attribute::nullable);
    if (nullable) {
      problems.at(
          in,
          "NOT IN (sub-query) needs columns that are never NULL",
          "what it means for NULL would need a product of both tables",
          "use NOT EXISTS (SELECT … WHERE a.key = b.key), or declare nullable: false");
    }
  }

  private void scalar(ScalarSubquery query) {
    LogicalPlan plan = query.plan();
    correlated(query, plan);
    while (plan instanceof Project || plan instanceof SubqueryAlias || plan instanceof Filter) {
      plan = plan.children().head();
    }
    boolean single =
        plan instanceof Aggregate aggregate && aggregate.groupingExpressions().isEmpty();
    if (!single) {
      problems.at(
          query,
          "this sub-query could have several rows",
          "it would fail on some data and not on others",
          "aggregate it: (SELECT max(column) FROM …), without GROUP BY, or join");
    }
  }

  private void correlated(Expression at, LogicalPlan query) {
    boolean[] outer = {false, false};
    Trees.everywhere(
        query,
        plan -> {
          Trees.list(plan.expressions())
              .forEach(e -> outer[0] |= Trees.contains(e, OuterReference.class));
          if (plan instanceof Filter filter) {
            JoinGroup.conjuncts(filter.condition())
                .forEach(c -> outer[1] |= JoinGroup.isCorrelation(c));
          }
        });
    if (outer[0] && !outer[1]) {
      problems.at(
          at,
          "the sub-query is not tied to the outer row by an equality",
          "each row would be compared with all others, which could eat the cluster",
          "add a condition such as inner.key = outer.key to its WHERE");
    }
  }
}
