package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;

/** What is known of each column of the source, gathered from the inputs upwards. */
final class Extents {
  private final JobDefinition job;
  private final PublicTables tables;
  private final Ranges ranges;
  private final TextSizes texts;
  private final Openness openness;
  private final RowCounts rows;
  private final Map<ExprId, Extent> known = new HashMap<>();
  private final Map<ExprId, Interval> inner = new HashMap<>();
  private final Set<LogicalPlan> walked = Collections.newSetFromMap(new IdentityHashMap<>());

  Extents(JobDefinition job, PublicTables tables, Ranges ranges) {
    this.job = job;
    this.tables = tables;
    this.ranges = ranges;
    this.texts = new TextSizes(this, ranges);
    this.openness = new Openness(this, ranges);
    this.rows = new RowCounts(job, tables);
  }

  TextSizes texts() {
    return texts;
  }

  Openness openness() {
    return openness;
  }

  Extent of(Attribute attribute) {
    if (attribute.name().startsWith(Resolver.PARAMETER_PREFIX)) {
      String name = attribute.name().substring(Resolver.PARAMETER_PREFIX.length());
      return job.parameters().stream()
          .filter(p -> p.name().equals(name))
          .findFirst()
          .map(Extents::parameter)
          .orElse(Extent.UNKNOWN);
    }
    return known.getOrDefault(attribute.exprId(), Extent.UNKNOWN);
  }

  /**
   * Where a column of the outer query lies, as a sub-query sees it: Spark may take an inner column
   * in its place that is compared with it, and of which all rows are looked at.
   */
  Interval outer(Attribute attribute, Interval limits) {
    Interval own = of(attribute).interval().orElse(limits);
    return inner.containsKey(attribute.exprId()) ? own.union(inner.get(attribute.exprId())) : own;
  }

  private void compared(Expression condition) {
    for (Expression part : JoinGroup.conjuncts(condition)) {
      if (part instanceof EqualTo || part instanceof EqualNullSafe) {
        List<Expression> sides = Trees.children(part);
        compared(sides.get(0), sides.get(1));
        compared(sides.get(1), sides.get(0));
      }
    }
  }

  private void compared(Expression one, Expression other) {
    if (one instanceof OuterReference outer && other instanceof Attribute attribute) {
      of(attribute)
          .interval()
          .ifPresent(i -> inner.merge(outer.e().toAttribute().exprId(), i, Interval::union));
    }
  }

  private static Extent parameter(Parameter parameter) {
    SqlType type = parameter.type();
    if (!type.isExact() && !type.isTemporal()) {
      return new Extent(Optional.empty(), TextSize.of(256), Optional.empty());
    }
    Interval interval = Ranges.limits(type);
    if (parameter.range().isPresent()) {
      interval =
          new Interval(
              type.position(parameter.range().get().lower()),
              type.position(parameter.range().get().upper()));
    } else if (!parameter.values().isEmpty()) {
      interval =
          parameter.values().stream()
              .map(v -> Interval.point(type.position(v)))
              .reduce(Interval::union)
              .orElseThrow();
    }
    return new Extent(Optional.of(interval), TextSize.NONE, Optional.empty());
  }

  /** Learns the columns of a plan; every expression in it is looked at once. */
  void walk(LogicalPlan plan) {
    if (!walked.add(plan)) {
      return;
    }
    if (plan instanceof SubqueryAlias alias && alias.child() instanceof LocalRelation relation) {
      input(alias, relation);
      return;
    }
    Trees.list(plan.children()).forEach(this::walk);
    if (plan instanceof Project project) {
      Trees.list(project.projectList()).forEach(this::define);
    } else if (plan instanceof Aggregate aggregate) {
      Trees.list(aggregate.groupingExpressions()).forEach(this::visit);
      BigDecimal most = rows.most(aggregate.child());
      boolean grouped = !aggregate.groupingExpressions().isEmpty();
      Trees.list(aggregate.aggregateExpressions()).forEach(a -> aggregated(a, most, grouped));
    } else if (plan instanceof Union union) {
      union(union);
    } else {
      Trees.list(plan.expressions()).forEach(this::compared);
      Trees.list(plan.expressions()).forEach(this::visit);
    }
  }

  private void input(SubqueryAlias alias, LocalRelation relation) {
    Input input = Leaf.input(job, alias);
    for (Attribute attribute : Trees.list(relation.output())) {
      input
          .column(attribute.name())
          .ifPresent(column -> known.put(attribute.exprId(), extent(input, column)));
    }
  }

  private Extent extent(Input input, Column column) {
    SqlType type = column.published();
    if (!type.isExact() && !type.isTemporal()) {
      return new Extent(Optional.empty(), TextSize.COLUMN, Optional.empty());
    }
    Optional<Interval> declared =
        Published.bounds(column).map(b -> new Interval(b.lower(), b.upper()));
    if (input.isPublic()) {
      return new Extent(
          Optional.of(tables.interval(input, column)), TextSize.NONE, Optional.empty());
    }
    return new Extent(
        declared.or(() -> Optional.of(Ranges.limits(type))),
        TextSize.NONE,
        column.bounds().isPresent() ? Optional.empty() : Optional.of(column.name()));
  }

  private void visit(Expression expression) {
    Optional<Interval> unused = ranges.of(expression);
  }

  private void define(NamedExpression named) {
    Expression value = named instanceof Alias alias ? alias.child() : (Expression) named;
    known.put(named.exprId(), extent(value));
  }

  private Extent extent(Expression value) {
    return new Extent(ranges.of(value), texts.of(value), openness.of(value));
  }

  /** Aggregates within the source: their results first, then what is made of them. */
  private void aggregated(NamedExpression named, BigDecimal most, boolean grouped) {
    Trees.each(
        (Expression) named,
        e -> {
          if (e instanceof AggregateExpression aggregate) {
            ranges.aggregate(aggregate, most, grouped);
          }
        });
    define(named);
  }

  private void union(Union union) {
    List<Attribute> output = Trees.list(union.output());
    for (int i = 0; i < output.size(); i++) {
      Extent all = null;
      for (LogicalPlan child : Trees.list(union.children())) {
        Extent one = of(Trees.list(child.output()).get(i));
        all = all == null ? one : all.union(one);
      }
      known.put(output.get(i).exprId(), all);
    }
  }
}
