package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Scalars;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.YearMonthIntervalType;

/**
 * The first wall: an allow-list over the parsed text, before anything is resolved. It walks the
 * whole tree, sub-queries included, and reports everything it does not know.
 */
final class Guard {
  private static final String PACKAGE = "org.apache.spark.sql.catalyst.";

  private final JobDefinition job;
  private final Problems problems;

  Guard(JobDefinition job, Problems problems) {
    this.job = job;
    this.problems = problems;
  }

  void check(LogicalPlan plan) {
    if (!isKnown(plan, Language.PLANS)) {
      refuse(plan);
    } else if (plan instanceof UnresolvedRelation relation) {
      relation(relation);
    }
    Trees.list(plan.expressions()).forEach(this::check);
    Trees.list(plan.children()).forEach(this::check);
    Trees.list(plan.innerChildren()).forEach(this::inner);
  }

  private void inner(TreeNode<?> node) {
    if (node instanceof LogicalPlan plan) {
      check(plan);
    } else if (node instanceof Expression expression) {
      check(expression);
    }
  }

  private void refuse(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    List<String> words =
        Language.REFUSALS.getOrDefault(
            name, List.of("only SELECT … FROM … WHERE … GROUP BY is a job", "leave it out"));
    problems.at(plan, readable(name) + " is not allowed", words.get(0), words.get(1));
  }

  /** CamelCase as words. */
  private static String readable(String name) {
    return name.replace("Unresolved", "")
        .replaceAll("([a-z])([A-Z])", "$1 $2")
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isKnown(TreeNode<?> node, java.util.Set<String> names) {
    Class<?> type = node.getClass();
    return type.getName().startsWith(PACKAGE) && names.contains(type.getSimpleName());
  }

  private void relation(UnresolvedRelation relation) {
    List<String> name = Trees.list(relation.multipartIdentifier());
    boolean plain = name.size() == 1 && relation.options().isEmpty() && !relation.isStreaming();
    if (!plain || input(job, name.get(0)).isEmpty()) {
      problems.at(
          relation,
          "table '" + clip(String.join(".", name)) + "' is not an input of this job",
          "a job reads only the inputs declared in job.yaml, by their plain names",
          "use one of " + job.inputs().stream().map(JobDefinition.Input::name).toList());
    }
  }

  /** The input of a name; Spark does not mind the case. */
  static Optional<JobDefinition.Input> input(JobDefinition job, String name) {
    return job.inputs().stream().filter(i -> i.name().equalsIgnoreCase(name)).findFirst();
  }

  private void check(Expression expression) {
    if (expression instanceof PlanExpression<?> query) {
      problems.at(
          expression,
          "a sub-query is not allowed",
          "a job is one SELECT over one input",
          "write the condition itself, or use a parameter");
      inner(query.plan());
    } else if (!isKnown(expression, Language.EXPRESSIONS)
        // The query that IN holds is refused below, once.
        && !(expression instanceof InSubquery)) {
      problems.at(
          expression,
          readable(expression.getClass().getSimpleName()) + " is not allowed",
          "it is not in the list of expressions that jobs may use",
          "use comparisons, arithmetic, CASE, IN, LIKE and the listed functions");
    } else if (expression instanceof UnresolvedFunction function) {
      function(function);
    } else if (expression instanceof NamedParameter parameter) {
      parameter(parameter);
    } else if (expression instanceof Literal literal) {
      type(expression, literal.dataType());
    } else if (expression instanceof Cast cast) {
      type(expression, cast.dataType());
    }
    Trees.children(expression).forEach(this::check);
    Trees.list(expression.innerChildren()).forEach(this::inner);
  }

  private void type(Expression at, DataType type) {
    boolean constant = at instanceof Literal;
    boolean interval =
        type instanceof YearMonthIntervalType
            || type instanceof DayTimeIntervalType
            || type instanceof NullType;
    if (Types.ours(type).isEmpty() && !(constant && interval)) {
      problems.at(
          at,
          "the type " + type.sql() + " is not allowed",
          "jobs use string, boolean, integers, decimal and date, which are exact everywhere",
          "cast to one of them, or declare the column otherwise");
    }
  }

  private void parameter(NamedParameter parameter) {
    if (job.parameters().stream().noneMatch(p -> p.name().equals(parameter.name()))) {
      problems.at(
          parameter,
          "parameter :" + clip(parameter.name()) + " is not declared",
          "every parameter has a type and a domain in job.yaml",
          "declare it under parameters");
    }
  }

  private void function(UnresolvedFunction function) {
    List<String> parts = Trees.list(function.nameParts());
    String name = String.join(".", parts).toLowerCase(Locale.ROOT);
    boolean aggregate =
        parts.size() == 1 && (Language.AGGREGATES.contains(name) || Language.GROUPS.contains(name));
    if (!aggregate && (parts.size() != 1 || !Language.FUNCTIONS.contains(name))) {
      problems.at(
          function,
          "function " + clip(name) + " is not allowed",
          "only functions that are known to be exact and harmless may be used",
          suggestion(name));
    }
    if (function.isDistinct() && !name.equals("count")) {
      problems.at(
          function,
          "DISTINCT is not allowed in " + clip(name),
          "distinct values cannot be added over repositories",
          "count rows, or group by the value");
    }
    if (function.ignoreNulls().isDefined()) {
      problems.at(
          function,
          "NULLS clauses are not allowed",
          "no aggregate of a job depends on the order of rows",
          "leave IGNORE NULLS out; aggregates leave NULL out by themselves");
    }
  }

  private static String suggestion(String name) {
    Optional<String> near =
        java.util.stream.Stream.concat(Language.FUNCTIONS.stream(), Language.AGGREGATES.stream())
            .filter(known -> Scalars.distance(known, name) <= 2)
            .min(Comparator.comparingInt(known -> Scalars.distance(known, name)));
    return near.map(known -> "did you mean " + known + "?")
        .orElse("use " + new java.util.TreeSet<>(Language.AGGREGATES) + " or the scalar functions");
  }

  /** Text of the author's, cut to a readable length. */
  private static String clip(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
