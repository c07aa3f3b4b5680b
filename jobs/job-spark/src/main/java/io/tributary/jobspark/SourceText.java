package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;

/**
 * The source as text, an operator a line, what is read first: the same on every machine. The parts
 * of a join or a union, and sub-queries, are indented below it. Columns nobody needs are left out.
 */
final class SourceText {
  private final Map<ExprId, String> names;
  private final Set<ExprId> needed;

  private SourceText(Map<ExprId, String> names, Set<ExprId> needed) {
    this.names = names;
    this.needed = needed;
  }

  /**
   * The lines.
   *
   * @param names by which columns are used
   * @param needed the columns that matter
   */
  static List<String> of(LogicalPlan source, Map<ExprId, String> names, Set<ExprId> needed) {
    return new SourceText(names, needed).lines(source, false);
  }

  private List<String> lines(LogicalPlan plan, boolean inPlaces) {
    List<String> lines = new ArrayList<>();
    if (plan instanceof SubqueryAlias alias && alias.child() instanceof LocalRelation relation) {
      lines.add(read(alias, relation));
    } else if (plan instanceof SubqueryAlias alias) {
      return lines(alias.child(), inPlaces);
    } else if (plan instanceof Join || plan instanceof Union) {
      operator(plan, lines);
      for (LogicalPlan child : Trees.list(plan.children())) {
        indented("- ", lines(child, plan instanceof Union), lines);
      }
    } else {
      lines.addAll(lines(plan.children().head(), plan instanceof Distinct));
      boolean passes = plan instanceof Project project && passes(project);
      if (inPlaces || !passes) {
        operator(plan, lines);
      }
    }
    return lines;
  }

  /** Whether a projection only leaves columns out. */
  private boolean passes(Project project) {
    return needed(Trees.list(project.projectList())).stream().noneMatch(Alias.class::isInstance);
  }

  private List<NamedExpression> needed(List<NamedExpression> columns) {
    return columns.stream().filter(c -> needed.contains(c.exprId())).toList();
  }

  private static void indented(String first, List<String> part, List<String> lines) {
    for (int i = 0; i < part.size(); i++) {
      lines.add((i == 0 ? first : " ".repeat(first.length())) + part.get(i));
    }
  }

  private String read(SubqueryAlias alias, LocalRelation relation) {
    String columns =
        Trees.list(relation.output()).stream()
            .filter(a -> needed.contains(a.exprId()))
            .map(a -> renamed(a.name(), names.getOrDefault(a.exprId(), a.name())))
            .collect(Collectors.joining(", "));
    return "read " + alias.identifier().name() + (columns.isEmpty() ? "" : ": " + columns);
  }

  private static String renamed(String own, String name) {
    return own.equals(name) ? own : own + " AS " + name;
  }

  /** A line, and below it the sub-queries that it names. */
  private void operator(LogicalPlan plan, List<String> lines) {
    Text text = new Text();
    lines.add(line(plan, text));
    List<LogicalPlan> queries = text.queries();
    for (int i = 0; i < queries.size(); i++) {
      lines.add("  query " + (i + 1) + ":");
      indented("  - ", lines(queries.get(i), true), lines);
    }
  }

  private String line(LogicalPlan plan, Text text) {
    if (plan instanceof Filter filter) {
      return "filter " + text.add(filter.condition());
    } else if (plan instanceof Project project) {
      return "select " + columns(Trees.list(project.projectList()), text);
    } else if (plan instanceof Aggregate aggregate) {
      String columns = columns(Trees.list(aggregate.aggregateExpressions()), text);
      String keys =
          Trees.list(aggregate.groupingExpressions()).stream()
              .map(text::add)
              .collect(Collectors.joining(", "));
      return "aggregate " + columns + (keys.isEmpty() ? "" : " by " + keys);
    } else if (plan instanceof Join join) {
      String condition = Trees.optional(join.condition()).map(c -> " on " + text.add(c)).orElse("");
      return join.joinType().sql().toLowerCase(Locale.ROOT) + " join" + condition;
    } else if (plan instanceof Union) {
      return "union all";
    } else if (plan instanceof Distinct) {
      return "distinct";
    }
    throw new IllegalStateException("not an operator of a source: " + plan.nodeName());
  }

  private String columns(List<NamedExpression> columns, Text text) {
    List<NamedExpression> shown = needed(columns);
    return shown.isEmpty()
        ? "nothing"
        : shown.stream().map(c -> column(c, text)).collect(Collectors.joining(", "));
  }

  private static String column(NamedExpression column, Text text) {
    return column instanceof Alias alias
        ? text.add(alias.child()) + " AS " + alias.name()
        : text.add((Expression) column);
  }
}
