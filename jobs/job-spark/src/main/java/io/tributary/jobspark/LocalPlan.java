package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;

/**
 * The plan a repository runs: one pass over the table that moves columns into their bounds,
 * filters, finds each row's group in the public layout and adds up integers.
 */
final class LocalPlan {
  private final CompiledJob job;
  private final LocalColumns columns;
  private final LocalAggregate aggregate;

  LocalPlan(Compilation compilation) {
    this.job = compilation.job();
    this.columns = new LocalColumns(compilation, compilation.ranges());
    this.aggregate = new LocalAggregate(job);
  }

  /** How to read the result; complete once the plan is built. */
  LocalAggregate aggregate() {
    return aggregate;
  }

  /**
   * Builds the plan.
   *
   * @param source over the pinned tables
   * @param parameters typed values
   */
  LogicalPlan build(LocalSource source, SortedMap<String, Object> parameters) {
    AttributeReference moved = longAttribute("moved");
    return Pruning.of(bind(aggregate.of(columns.of(source.rows(moved), moved)), parameters));
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

  /** Puts typed constants where the compiler had attributes; nothing else of the plan changes. */
  private LogicalPlan bind(LogicalPlan plan, SortedMap<String, Object> parameters) {
    Map<String, Expression> values = new HashMap<>();
    job.parameters()
        .forEach(
            p ->
                values.put(
                    Resolver.PARAMETER_PREFIX + p.name(),
                    Types.literal(p.type(), parameters.get(p.name()))));
    return Trees.replaceEverywhere(
        plan,
        node -> node,
        e -> e instanceof AttributeReference a ? values.getOrDefault(a.name(), e) : e);
  }
}
