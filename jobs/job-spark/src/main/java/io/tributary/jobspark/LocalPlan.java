package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import scala.Tuple2;

/**
 * The plan a repository runs: one pass over the table that moves columns into their bounds,
 * filters, finds each row's group in the public layout and adds up integers.
 */
final class LocalPlan {
  private final Compilation compilation;
  private final CompiledJob job;
  private final LocalColumns columns;
  private final LocalAggregate aggregate;

  LocalPlan(Compilation compilation, Ranges ranges) {
    this.compilation = compilation;
    this.job = compilation.job();
    this.columns = new LocalColumns(compilation, ranges);
    this.aggregate = new LocalAggregate(job);
  }

  /** How to read the result; complete once the plan is built. */
  LocalAggregate aggregate() {
    return aggregate;
  }

  /**
   * Builds the plan.
   *
   * @param table the pinned table, resolved
   * @param parameters typed values, bound through Spark's named parameter markers
   */
  LogicalPlan build(LogicalPlan table, SortedMap<String, Object> parameters) {
    AttributeReference moved = longAttribute("moved");
    LogicalPlan plan = view(table, moved);
    Optional<Expression> filter = compilation.query().filter();
    if (filter.isPresent()) {
      plan = new Filter(filter.get(), plan);
    }
    return bind(aggregate.of(columns.of(plan, moved)), parameters);
  }

  /** The table as published: only the columns used. */
  private LogicalPlan view(LogicalPlan table, AttributeReference moved) {
    Map<String, Attribute> source = new HashMap<>();
    Trees.list(table.output()).forEach(a -> source.put(a.name(), a));
    Set<ExprId> used = used();
    List<NamedExpression> columns = new ArrayList<>();
    Expression outside = Longs.of(0);
    for (AttributeReference attribute : compilation.query().attributes()) {
      Optional<Column> column = compilation.query().input().column(attribute.name());
      if (column.isPresent() && used.contains(attribute.exprId())) {
        Published published = new Published(column.get(), source.get(attribute.name()));
        if (published.isMoved().isPresent()) {
          outside = Longs.plus(outside, flag(published.isMoved().get()));
        }
        columns.add(Trees.alias(published.value(), attribute.name(), attribute.exprId()));
      }
    }
    columns.add(Trees.alias(outside, moved.name(), moved.exprId()));
    return new Project(Trees.seq(columns), table);
  }

  private Set<ExprId> used() {
    Set<ExprId> used = new HashSet<>();
    List<Expression> all = new ArrayList<>(compilation.measures());
    all.addAll(compilation.axes());
    compilation.query().filter().ifPresent(all::add);
    all.addAll(compilation.query().top().grouping());
    all.forEach(e -> e.references().foreach(a -> used.add(a.exprId())));
    return used;
  }

  private static Expression flag(Expression condition) {
    return Longs.when(List.of(new Tuple2<>(condition, Longs.of(1))), Longs.of(0));
  }

  private static AttributeReference longAttribute(String name) {
    return new AttributeReference(
        name,
        DataTypes.LongType,
        false,
        Metadata.empty(),
        NamedExpression.newExprId(),
        Trees.seq());
  }

  /** Puts Spark's parameter markers where the compiler had attributes, and binds them. */
  private LogicalPlan bind(LogicalPlan plan, SortedMap<String, Object> parameters) {
    if (job.parameters().isEmpty()) {
      return plan;
    }
    LogicalPlan marked = Trees.replaceExpressions(plan, LocalPlan::marker);
    List<Expression> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    job.parameters()
        .forEach(
            p -> {
              names.add(p.name());
              values.add(Types.literal(p.type(), parameters.get(p.name())));
            });
    return new NameParameterizedQuery(marked, Trees.seq(names), Trees.seq(values));
  }

  private static Expression marker(Expression expression) {
    return expression instanceof AttributeReference attribute
            && attribute.name().startsWith(Resolver.PARAMETER_PREFIX)
        ? new NamedParameter(attribute.name().substring(Resolver.PARAMETER_PREFIX.length()))
        : expression;
  }
}
