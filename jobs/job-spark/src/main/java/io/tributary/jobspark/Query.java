package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;

/**
 * A resolved query, taken apart.
 *
 * @param input the table it reads
 * @param attributes its columns, and the parameters
 * @param filter which rows count
 * @param grouping what is grouped by
 * @param outputs the columns of the answer
 * @param order ORDER BY of the text, unresolved; checked by the compiler
 */
record Query(
    JobDefinition.Input input,
    List<AttributeReference> attributes,
    Optional<Expression> filter,
    List<Expression> grouping,
    List<NamedExpression> outputs,
    List<SortOrder> order) {

  /** Parses, guards and resolves; throws with all problems of the first stage that finds any. */
  static Query read(JobDefinition job, String sql, Problems problems) {
    Resolver resolver = new Resolver(job, problems);
    LogicalPlan parsed = resolver.parse(sql);
    new Guard(job, problems).check(parsed);
    problems.check();
    List<SortOrder> order = List.of();
    if (parsed instanceof Sort sort) {
      order = Trees.list(sort.order());
      parsed = sort.child();
    }
    checkShape(parsed, problems);
    problems.check();
    LogicalPlan analyzed = resolver.analyze(parsed);
    new ResolvedGuard(problems).check(analyzed);
    problems.check();
    return of(job, (Aggregate) analyzed, order);
  }

  /** SELECT over an optional WHERE over one table, perhaps under an alias. */
  private static void checkShape(LogicalPlan plan, Problems problems) {
    boolean select = plan instanceof Project || plan instanceof Aggregate;
    LogicalPlan source = select ? plan.children().head() : plan;
    if (source instanceof Filter filter) {
      source = filter.child();
    }
    while (source instanceof SubqueryAlias alias) {
      source = alias.child();
    }
    if (!select || !(source instanceof UnresolvedRelation)) {
      problems.at(
          source,
          "the query has an unexpected form",
          "a job is one SELECT over one input",
          "write SELECT … FROM input WHERE … GROUP BY …");
    }
  }

  private static Query of(JobDefinition job, Aggregate aggregate, List<SortOrder> order) {
    LogicalPlan source = aggregate.child();
    Optional<Expression> filter = Optional.empty();
    if (source instanceof Filter where) {
      filter = Optional.of(where.condition());
      source = where.child();
    }
    String table = "";
    while (source instanceof SubqueryAlias alias) {
      table = alias.identifier().name();
      source = alias.child();
    }
    List<AttributeReference> attributes = new ArrayList<>();
    ((LocalRelation) source).output().foreach(a -> attributes.add((AttributeReference) a));
    return new Query(
        Guard.input(job, table).orElseThrow(),
        attributes,
        filter,
        Trees.list(aggregate.groupingExpressions()),
        Trees.list(aggregate.aggregateExpressions()),
        order);
  }
}
