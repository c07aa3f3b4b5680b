package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;

/**
 * A resolved query, taken apart.
 *
 * @param job whose query it is
 * @param analyzed all of it
 * @param top the aggregate and what is above it; below is the source
 * @param leaves where the source reads inputs
 */
record Query(JobDefinition job, LogicalPlan analyzed, TopAggregate top, List<Leaf> leaves) {

  /** Parses, guards and resolves; throws with all problems of the first stage that finds any. */
  static Query read(JobDefinition job, String sql, Problems problems) {
    try {
      Resolver resolver = new Resolver(job, problems);
      LogicalPlan analyzed = resolver.analyze(guarded(job, resolver.parse(sql), problems));
      TopAggregate top = TopAggregate.of(analyzed, problems);
      new ResolvedGuard(problems).check(analyzed, top.source());
      problems.check();
      new SourceGuard(problems).check(top.source());
      Query query = new Query(job, analyzed, top, Leaf.of(job, top.source()));
      query.checkInputs(problems);
      problems.check();
      return query;
    } catch (StackOverflowError e) {
      problems.general(
          "the SQL is nested too deeply", "the compiler gave up", "write a simpler query");
      throw problems.exception();
    }
  }

  /** The parsed text, if the first wall lets it pass. */
  static LogicalPlan guarded(JobDefinition job, LogicalPlan parsed, Problems problems) {
    Weights.check(parsed, problems);
    problems.check();
    new Guard(job, problems).check(parsed);
    problems.check();
    return parsed;
  }

  private void checkInputs(Problems problems) {
    if (leaves.stream().allMatch(leaf -> leaf.input().isPublic())) {
      problems.general(
          "the query reads no table of the repositories",
          "every repository would answer the same",
          "read an input that is not public");
    }
  }

  /** Inputs that are declared but read nowhere. */
  List<String> unusedInputs() {
    return job.inputs().stream()
        .filter(input -> leaves.stream().noneMatch(leaf -> leaf.input().equals(input)))
        .map(Input::name)
        .toList();
  }

  /** The rows that are aggregated, as each repository makes them of its own. */
  LogicalPlan source() {
    return top.source();
  }

  /** The input that is read under a name the resolver gave. */
  Input input(SubqueryAlias alias) {
    return Leaf.input(job, alias);
  }

  /**
   * What is done to rows, an operator a line.
   *
   * @param more expressions that need columns, besides those of the query
   */
  List<String> sourceText(List<Expression> more) {
    List<Expression> above = new ArrayList<>(more);
    collect(analyzed, above);
    return SourceText.of(source(), names(), NeededColumns.of(source(), above));
  }

  /** The expressions above the source. */
  private void collect(LogicalPlan plan, List<Expression> expressions) {
    if (plan != source()) {
      expressions.addAll(Trees.list(plan.expressions()));
      Trees.list(plan.children()).forEach(child -> collect(child, expressions));
    }
  }

  /** The names by which columns are used anywhere in the query. */
  private Map<ExprId, String> names() {
    Map<ExprId, String> names = new HashMap<>();
    attributes(analyzed, attribute -> names.put(attribute.exprId(), attribute.name()));
    return names;
  }

  private static void attributes(LogicalPlan plan, java.util.function.Consumer<Attribute> visitor) {
    Trees.everywhere(
        plan,
        node -> {
          if (!node.children().isEmpty()) {
            Trees.list(node.expressions())
                .forEach(top -> Trees.each(top, e -> attribute(e).ifPresent(visitor)));
          }
        });
  }

  private static Optional<Attribute> attribute(Expression expression) {
    if (expression instanceof OuterReference outer) {
      return Optional.of(outer.e().toAttribute());
    }
    return expression instanceof Attribute attribute ? Optional.of(attribute) : Optional.empty();
  }

  /** Parameters that the source uses, by name with their prefix. */
  Set<String> sourceParameters() {
    Set<String> names = new TreeSet<>();
    attributes(source(), attribute -> names.add(attribute.name()));
    names.removeIf(name -> !name.startsWith(Resolver.PARAMETER_PREFIX));
    return names;
  }

  /** The subject of its input among the columns of the source, by this name. */
  Optional<Attribute> subject(String name) {
    return Trees.list(source().output()).stream()
        .filter(a -> a.name().equals(name) && isSubject((Expression) a))
        .findFirst();
  }

  /** Whether an expression is the subject of its input, each known to one repository. */
  boolean isSubject(JobDefinition job, Expression expression) {
    return job.disjointSubjects() && isSubject(expression);
  }

  /** Whether an expression is the subject of its input. */
  boolean isSubject(Expression expression) {
    return expression instanceof AttributeReference attribute
        && origin(attribute.exprId())
            .filter(
                leaf ->
                    leaf.input()
                        .subject()
                        .filter(subject -> isColumn(leaf, subject, origins(attribute.exprId())))
                        .isPresent())
            .isPresent();
  }

  private static boolean isColumn(Leaf leaf, String name, ExprId id) {
    return leaf.attributes().stream().anyMatch(a -> a.name().equals(name) && a.exprId().equals(id));
  }

  private Optional<Leaf> origin(ExprId id) {
    ExprId column = origins(id);
    return leaves.stream()
        .filter(leaf -> leaf.attributes().stream().anyMatch(a -> a.exprId().equals(column)))
        .findFirst();
  }

  /** The column of an input of which this one is another name; itself if there is none. */
  private ExprId origins(ExprId id) {
    Map<ExprId, ExprId> renamed = new HashMap<>();
    Trees.everywhere(
        source(),
        node -> {
          List<NamedExpression> columns =
              node instanceof Project project
                  ? Trees.list(project.projectList())
                  : node instanceof Aggregate aggregate
                      ? Trees.list(aggregate.aggregateExpressions())
                      : List.of();
          columns.forEach(
              c -> {
                if (c instanceof Alias alias && alias.child() instanceof Attribute attribute) {
                  renamed.put(alias.exprId(), attribute.exprId());
                }
              });
        });
    ExprId origin = id;
    while (renamed.containsKey(origin)) {
      origin = renamed.get(origin);
    }
    return origin;
  }
}
