package io.tributary.jobspark;

import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** The second wall: the same allow-list idea over the resolved plan, where nothing is a name. */
final class ResolvedGuard {
  private static final Set<String> PLANS = Set.of("Filter", "SubqueryAlias", "LocalRelation");
  private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";

  private final Problems problems;

  ResolvedGuard(Problems problems) {
    this.problems = problems;
  }

  /** Checks the source's operators, and every expression of the query. */
  void check(LogicalPlan analyzed, LogicalPlan source) {
    source(source);
    above(analyzed, source);
  }

  private void source(LogicalPlan plan) {
    if (!PLANS.contains(plan.getClass().getSimpleName())) {
      problems.at(
          plan,
          plan.nodeName() + " is not allowed here",
          "the resolved query has a part that jobs do not have",
          "write one SELECT … FROM … WHERE … GROUP BY");
    }
    Trees.list(plan.expressions()).forEach(this::check);
    Trees.list(plan.children()).forEach(this::source);
  }

  private void above(LogicalPlan plan, LogicalPlan source) {
    if (plan != source) {
      Trees.list(plan.expressions()).forEach(this::check);
      Trees.list(plan.children()).forEach(child -> above(child, source));
    }
  }

  private void check(Expression expression) {
    Class<?> type = expression.getClass();
    boolean known =
        type.getName().startsWith(EXPRESSIONS) && Language.RESOLVED.contains(type.getSimpleName());
    if (!known || expression instanceof PlanExpression || !expression.deterministic()) {
      problems.at(
          expression,
          expression.prettyName() + " is not allowed",
          "it is not in the list of resolved expressions that jobs may use",
          "use comparisons, arithmetic, CASE, IN, LIKE and the listed functions");
    }
    Trees.children(expression).forEach(this::check);
  }
}
