package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import scala.Option;
import scala.Tuple2;

/**
 * The rows that are aggregated: the query's source over a repository's tables as published, only
 * the columns needed, and the job's public tables.
 */
final class LocalSource {
  private final Compilation compilation;
  private final Function<Input, LogicalPlan> tables;
  private final Optional<ContributionLimit> limit;
  private final Set<ExprId> needed;

  /**
   * A source over tables.
   *
   * @param tables gives the pinned table of an input, resolved, anew each time
   */
  LocalSource(Compilation compilation, Function<Input, LogicalPlan> tables) {
    this.compilation = compilation;
    this.tables = tables;
    List<Expression> all = new ArrayList<>(compilation.measures());
    all.addAll(compilation.axes());
    all.addAll(compilation.query().top().grouping());
    this.limit = ContributionLimit.of(compilation);
    Trees.list(compilation.query().source().output()).stream()
        .filter(a -> limit.filter(l -> l.subject().equals(a.exprId())).isPresent())
        .forEach(a -> all.add((Expression) a));
    this.needed = NeededColumns.of(compilation.query().source(), all);
  }

  /** Whether each row of the source is a row of one table, so that all can be done in one pass. */
  static boolean isRowWise(LogicalPlan source) {
    LogicalPlan plan = source;
    while (plan instanceof Filter || plan instanceof Project || plan instanceof SubqueryAlias) {
      boolean query =
          Trees.list(plan.expressions()).stream()
              .anyMatch(e -> Trees.contains(e, SubqueryExpression.class));
      if (query) {
        return false;
      }
      plan = plan.children().head();
    }
    return plan instanceof LocalRelation;
  }

  /**
   * The rows.
   *
   * @param moved a column of theirs that counts the values moved in the row; zero if the source is
   *     not row-wise, see {@link #moved()}
   */
  LogicalPlan rows(AttributeReference moved) {
    LogicalPlan source = compilation.query().source();
    if (isRowWise(source)) {
      LogicalPlan rows = carrying(source, moved);
      return limit.map(l -> l.on(rows)).orElse(rows);
    }
    LogicalPlan rows = Trees.replaceEverywhere(source, this::view, e -> e);
    List<NamedExpression> columns = new ArrayList<>();
    Trees.list(rows.output()).forEach(a -> columns.add((NamedExpression) a));
    columns.add(Trees.alias(Longs.of(0), moved.name(), moved.exprId()));
    return new Project(Trees.seq(columns), rows);
  }

  /** The source with one more column. */
  private LogicalPlan carrying(LogicalPlan plan, AttributeReference moved) {
    if (isLeaf(plan)) {
      return view((SubqueryAlias) plan, List.of(moved));
    }
    LogicalPlan child = carrying(plan.children().head(), moved);
    if (plan instanceof Project project) {
      List<NamedExpression> columns = new ArrayList<>(needed(project));
      columns.add(moved);
      return new Project(Trees.seq(columns), child);
    }
    return plan instanceof Filter filter ? new Filter(filter.condition(), child) : child;
  }

  private static boolean isLeaf(LogicalPlan plan) {
    return plan instanceof SubqueryAlias alias && alias.child() instanceof LocalRelation;
  }

  private LogicalPlan view(LogicalPlan plan) {
    if (plan instanceof Project project) {
      return new Project(Trees.seq(needed(project)), project.child());
    }
    return isLeaf(plan) ? view((SubqueryAlias) plan, List.of()) : plan;
  }

  private List<NamedExpression> needed(Project project) {
    return Trees.list(project.projectList()).stream()
        .filter(column -> needed.contains(column.exprId()))
        .toList();
  }

  /** The input as published: only the columns needed. */
  private LogicalPlan view(SubqueryAlias alias, List<AttributeReference> moved) {
    LocalRelation relation = (LocalRelation) alias.child();
    Input input = compilation.query().input(alias);
    if (input.isPublic()) {
      return LocalRelation$.MODULE$.fromExternalRows(
          relation.output(), Trees.seq(compilation.tables().external(input)));
    }
    LogicalPlan table = tables.apply(input);
    List<NamedExpression> columns = new ArrayList<>();
    Expression outside = Longs.of(0);
    for (Attribute attribute : Trees.list(relation.output())) {
      if (needed.contains(attribute.exprId())) {
        Published published = published(input, table, attribute.name());
        outside = Longs.plus(outside, moved(published));
        columns.add(Trees.alias(published.value(), attribute.name(), attribute.exprId()));
      }
    }
    for (AttributeReference column : moved) {
      columns.add(Trees.alias(outside, column.name(), column.exprId()));
    }
    return new Project(Trees.seq(columns), table);
  }

  private static Published published(Input input, LogicalPlan table, String name) {
    Column column = input.column(name).orElseThrow();
    Attribute raw =
        Trees.list(table.output()).stream()
            .filter(a -> a.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new Published(column, raw);
  }

  private static Expression moved(Published published) {
    return published
        .isMoved()
        .<Expression>map(
            condition -> Longs.when(List.of(new Tuple2<>(condition, Longs.of(1))), Longs.of(0)))
        .orElse(Longs.of(0));
  }

  /**
   * For sources that are not row-wise: one plan a table, each with the number of values moved in
   * the needed columns of all its rows, and the number of rows.
   */
  List<LogicalPlan> moved() {
    List<LogicalPlan> plans = new ArrayList<>();
    if (isRowWise(compilation.query().source())) {
      return plans;
    }
    Set<Input> inputs = new LinkedHashSet<>();
    compilation.query().leaves().forEach(leaf -> inputs.add(leaf.input()));
    for (Input input : inputs) {
      if (!input.isPublic()) {
        plans.add(moved(input));
      }
    }
    return plans;
  }

  private LogicalPlan moved(Input input) {
    LogicalPlan table = tables.apply(input);
    Expression outside = Longs.of(0);
    Set<String> names = new LinkedHashSet<>();
    for (Leaf leaf : compilation.query().leaves()) {
      if (leaf.input().equals(input)) {
        leaf.attributes().stream()
            .filter(a -> needed.contains(a.exprId()))
            .forEach(a -> names.add(a.name()));
      }
    }
    for (String name : names) {
      outside = Longs.plus(outside, moved(published(input, table, name)));
    }
    List<NamedExpression> sums =
        List.of(
            Trees.alias(Longs.sum(outside), "moved"),
            Trees.alias(Longs.count(Longs.of(1)), "rows"));
    return new Aggregate(Trees.seq(), Trees.seq(sums), table, Option.empty());
  }
}
