package io.tributary.jobspark;

import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** The second wall: the same allow-list idea over the resolved plan, where nothing is a name. */
final class ResolvedGuard {
  private static final Set<String> PLANS =
      Set.of("Aggregate", "Filter", "SubqueryAlias", "LocalRelation");
  private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";

  private final Problems problems;

  ResolvedGuard(Problems problems) {
    this.problems = problems;
  }

  void check(LogicalPlan plan) {
    if (!(plan instanceof Aggregate)) {
      problems.at(
          plan,
          "the query does not aggregate",
          "single rows never leave a repository",
          "use count, sum, avg, variance or stddev, and GROUP BY");
      return;
    }
    below(plan);
  }

  private void below(LogicalPlan plan) {
    if (!PLANS.contains(plan.getClass().getSimpleName())) {
      problems.at(
          plan,
          plan.nodeName() + " is not allowed here",
          "the resolved query has a part that jobs do not have",
          "write one SELECT … FROM … WHERE … GROUP BY");
    }
    Trees.list(plan.expressions()).forEach(this::check);
    Trees.list(plan.children()).forEach(this::below);
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
