package io.tributary.jobspark;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** The second wall: the same allow-list idea over the resolved plan, where nothing is a name. */
final class ResolvedGuard {
  private static final String EXPRESSIONS = "org.apache.spark.sql.catalyst.expressions.";
  private static final Set<String> SOURCE = sum(Rows.EXPRESSIONS, Rows.AGGREGATES);
  private static final Set<String> ABOVE = sum(Rows.EXPRESSIONS, Language.RESOLVED);

  /** Operators that only the answer has. */
  private static final Map<String, String> ABOVE_ONLY =
      Map.of(
          "Sort", "ORDER BY",
          "GlobalLimit", "LIMIT",
          "LocalLimit", "LIMIT",
          "Offset", "OFFSET",
          "Expand", "GROUPING SETS, ROLLUP and CUBE");

  private final Problems problems;

  ResolvedGuard(Problems problems) {
    this.problems = problems;
  }

  private static Set<String> sum(Set<String> a, Set<String> b) {
    Set<String> all = new HashSet<>(a);
    all.addAll(b);
    return all;
  }

  /** Checks the source's operators, and every expression of the query. */
  void check(LogicalPlan analyzed, LogicalPlan source) {
    above(analyzed, source);
    source(source);
  }

  private void above(LogicalPlan plan, LogicalPlan source) {
    if (plan != source) {
      Trees.list(plan.expressions()).forEach(e -> check(e, ABOVE));
      Trees.list(plan.children()).forEach(child -> above(child, source));
    }
  }

  private void source(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    if (ABOVE_ONLY.containsKey(name)) {
      problems.at(
          plan,
          ABOVE_ONLY.get(name) + " is not allowed below the topmost aggregate",
          "rows have no order, and groups within a repository no grouping sets",
          "move it to the end of the query, or use min, max and sub-queries");
    } else if (!Rows.OPERATORS.contains(name)) {
      problems.at(
          plan,
          plan.nodeName() + " is not allowed here",
          "the resolved query has a part that jobs do not have",
          "write joins, sub-queries, WHERE and GROUP BY");
    }
    Trees.list(plan.expressions()).forEach(e -> check(e, SOURCE));
    Trees.list(plan.children()).forEach(this::source);
  }

  private void check(Expression expression, Set<String> allowed) {
    boolean known =
        expression.getClass().getName().startsWith(EXPRESSIONS)
            && allowed.contains(Trees.className(expression));
    if (!known || !expression.deterministic()) {
      refuse(expression, allowed == SOURCE ? " is not allowed on rows" : " is not allowed");
    }
    if (expression instanceof SubqueryExpression query) {
      query(expression, query.plan(), allowed == ABOVE);
    }
    Trees.children(expression).forEach(child -> check(child, allowed));
  }

  private void refuse(Expression expression, String what) {
    String name = expression.prettyName();
    boolean own = Refusals.knows(name);
    problems.at(
        expression,
        name + what,
        own
            ? Refusals.function(name).why()
            : "it is not in the list of resolved expressions that jobs may use there",
        own
            ? Refusals.function(name).fix()
            : "use comparisons, arithmetic, CASE, IN, LIKE and the listed functions");
  }

  private void query(Expression expression, LogicalPlan plan, boolean above) {
    if (above) {
      problems.at(
          expression,
          "a sub-query is not allowed here",
          "above the topmost aggregate there are only opened groups, no tables",
          "use it in WHERE or in a sub-query in FROM");
    }
    source(plan);
  }
}
