package io.tributary.jobspark;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Exists;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Union;

/** Which columns a source needs, of its inputs and in between. */
final class NeededColumns {
  private final Set<ExprId> found = new HashSet<>();

  private NeededColumns() {}

  /** The ids of all columns from which these expressions over the source follow. */
  static Set<ExprId> of(LogicalPlan source, List<Expression> expressions) {
    NeededColumns needed = new NeededColumns();
    Set<ExprId> ids = new HashSet<>();
    expressions.forEach(e -> needed.references(e, ids));
    needed.walk(source, ids);
    return needed.found;
  }

  private void walk(LogicalPlan plan, Set<ExprId> above) {
    found.addAll(above);
    Set<ExprId> needed = new HashSet<>(above);
    if (plan instanceof Project project) {
      needed = columns(Trees.list(project.projectList()), above);
    } else if (plan instanceof Aggregate aggregate) {
      // Without one of its results an aggregate would still have its groups.
      found.addAll(ids(aggregate));
      needed = columns(Trees.list(aggregate.aggregateExpressions()), found);
      for (Expression key : Trees.list(aggregate.groupingExpressions())) {
        references(key, needed);
      }
    } else if (plan instanceof Filter filter) {
      references(filter.condition(), needed);
    } else if (plan instanceof Join join && join.condition().isDefined()) {
      references(join.condition().get(), needed);
    } else if (plan instanceof Distinct distinct) {
      needed.addAll(ids(distinct.child()));
    } else if (plan instanceof Union) {
      // Columns of a union are found by their place.
      Trees.list(plan.children()).forEach(child -> walk(child, new HashSet<>(ids(child))));
      return;
    }
    for (LogicalPlan child : Trees.list(plan.children())) {
      walk(child, needed);
    }
  }

  private static List<ExprId> ids(LogicalPlan plan) {
    return Trees.list(plan.output()).stream().map(Attribute::exprId).toList();
  }

  private Set<ExprId> columns(List<NamedExpression> columns, Set<ExprId> above) {
    Set<ExprId> needed = new HashSet<>();
    columns.stream()
        .filter(c -> above.contains(c.exprId()))
        .forEach(c -> references((Expression) c, needed));
    return needed;
  }

  private void references(Expression expression, Set<ExprId> ids) {
    Trees.each(
        expression,
        e -> {
          if (e instanceof Attribute attribute) {
            ids.add(attribute.exprId());
          } else if (e instanceof SubqueryExpression query) {
            LogicalPlan plan = query.plan();
            outer(plan, ids);
            walk(plan, e instanceof Exists ? Set.of() : new HashSet<>(ids(plan)));
          }
        });
  }

  private static void outer(LogicalPlan plan, Set<ExprId> ids) {
    Trees.everywhere(
        plan,
        node ->
            Trees.list(node.expressions())
                .forEach(
                    top ->
                        Trees.each(
                            top,
                            e -> {
                              if (e instanceof OuterReference outer) {
                                ids.add(outer.e().exprId());
                              }
                            })));
  }
}
