package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;

/**
 * A resolved query, taken apart.
 *
 * @param input the table it reads
 * @param attributes its columns, and the parameters
 * @param filter which rows count
 * @param top the aggregate and what is above it
 */
record Query(
    JobDefinition.Input input,
    List<AttributeReference> attributes,
    Optional<Expression> filter,
    TopAggregate top) {

  /** Parses, guards and resolves; throws with all problems of the first stage that finds any. */
  static Query read(JobDefinition job, String sql, Problems problems) {
    Resolver resolver = new Resolver(job, problems);
    LogicalPlan parsed = resolver.parse(sql);
    new Guard(job, problems).check(parsed);
    problems.check();
    LogicalPlan analyzed = resolver.analyze(parsed);
    TopAggregate top = TopAggregate.of(analyzed, problems);
    new ResolvedGuard(problems).check(analyzed, top.source());
    problems.check();
    return of(job, top);
  }

  private static Query of(JobDefinition job, TopAggregate top) {
    LogicalPlan source = top.source();
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
    return new Query(Guard.input(job, table).orElseThrow(), attributes, filter, top);
  }

  /** Whether an expression is the subject of its input, each known to one repository. */
  boolean isSubject(JobDefinition job, Expression expression) {
    return job.disjointSubjects()
        && expression instanceof AttributeReference attribute
        && input.subject().filter(attribute.name()::equals).isPresent()
        && attributes.stream().anyMatch(a -> a.exprId().equals(attribute.exprId()));
  }

  /** What is done to rows, an operator a line. */
  List<String> sourceText() {
    List<String> lines = new ArrayList<>();
    lines.add("read " + input.name());
    filter.ifPresent(f -> lines.add("filter " + Text.of(f)));
    return lines;
  }
}
