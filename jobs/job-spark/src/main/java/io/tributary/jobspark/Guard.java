package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Scalars;
import io.tributary.protocol.job.SqlType;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.Cross$;
import org.apache.spark.sql.catalyst.plans.NaturalJoin;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.Origin;
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
  private final Set<String> visible = new HashSet<>();

  Guard(JobDefinition job, Problems problems) {
    this.job = job;
    this.problems = problems;
  }

  void check(LogicalPlan plan) {
    if (!isKnown(plan, Language.PLANS)) {
      refuse(plan);
    } else if (plan instanceof UnresolvedRelation relation) {
      relation(relation);
    } else if (plan instanceof UnresolvedWith with) {
      with(with);
      return;
    } else {
      together(plan);
    }
    Trees.list(plan.expressions()).forEach(this::check);
    Trees.list(plan.children()).forEach(this::check);
  }

  /** A name is visible in the definitions after its own and in the query; no name hides another. */
  private void with(UnresolvedWith with) {
    Set<String> before = new HashSet<>(visible);
    if (with.allowRecursion()) {
      problems.at(
          with,
          "WITH RECURSIVE is not allowed",
          "nobody could say how long it runs",
          "write WITH without RECURSIVE");
    }
    for (var definition : Trees.list(with.cteRelations())) {
      check(definition._2());
      String name = definition._1().toLowerCase(Locale.ROOT);
      if (input(job, name).isPresent() || !visible.add(name)) {
        problems.at(
            definition._2(),
            "the name " + clip(definition._1()) + " is there twice",
            "an input or another WITH has it, and a reader could take one for the other",
            "give it a name of its own");
      }
    }
    check(with.child());
    visible.clear();
    visible.addAll(before);
  }

  /** Known nodes that are not allowed in every form. */
  private void together(LogicalPlan plan) {
    if (plan instanceof Distinct distinct && distinct.child() instanceof Union) {
      problems.at(
          plan,
          "UNION is not allowed",
          "only UNION ALL puts rows together",
          "write UNION ALL, and SELECT DISTINCT around it if rows must be distinct");
    } else if (plan instanceof Join join && join.joinType() instanceof NaturalJoin) {
      problems.at(
          plan,
          "NATURAL JOIN is not allowed",
          "which columns it compares changes with the declaration",
          "name the columns: JOIN … USING (column)");
    } else if (plan instanceof Join join && join.joinType() == Cross$.MODULE$) {
      problems.at(
          plan,
          "CROSS JOIN is not allowed",
          "its rows are the product of both tables, which could eat the cluster",
          "join on an equality: JOIN … ON a.key = b.key");
    }
  }

  private void refuse(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    Refusals.Words words = Refusals.plan(name);
    String what = words.what().isEmpty() ? readable(name) : words.what();
    problems.at(plan, what + " is not allowed", words.why(), words.fix());
  }

  /** CamelCase as words. */
  private static String readable(String name) {
    return name.replace("Unresolved", "")
        .replaceAll("([a-z])([A-Z])", "$1 $2")
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isKnown(TreeNode<?> node, java.util.Set<String> names) {
    return node.getClass().getName().startsWith(PACKAGE) && names.contains(Trees.className(node));
  }

  private void relation(UnresolvedRelation relation) {
    List<String> name = Trees.list(relation.multipartIdentifier());
    boolean plain = name.size() == 1 && relation.options().isEmpty() && !relation.isStreaming();
    boolean known =
        plain
            && (input(job, name.get(0)).isPresent()
                || visible.contains(name.get(0).toLowerCase(Locale.ROOT)));
    if (!known) {
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
    if (!isKnown(expression, Language.EXPRESSIONS)) {
      String name = expression.getClass().getSimpleName();
      Refusals.Words words = Refusals.expression(name);
      String what = words.what().isEmpty() ? readable(name) : words.what();
      problems.at(expression, what + " is not allowed", words.why(), words.fix());
      if (Refusals.isWhole(name)) {
        return;
      }
    } else if (expression instanceof UnresolvedFunction function) {
      function(function);
    } else if (expression instanceof NamedParameter parameter) {
      parameter(parameter);
    } else if (expression instanceof Literal literal) {
      type(expression, literal.dataType());
      if (isVolatile(literal)) {
        problems.at(
            expression,
            "this constant is not allowed",
            "today and now would depend on when a repository runs it",
            "use a parameter, or write DATE '1998-12-01'");
      }
    } else if (expression instanceof Cast cast) {
      type(expression, cast.dataType());
    } else if (expression instanceof CaseWhen choice) {
      branches(choice);
    }
    if (expression instanceof PlanExpression<?> query && query.plan() instanceof LogicalPlan plan) {
      check(plan);
    }
    Trees.children(expression).forEach(this::check);
  }

  /** The parser has already turned words such as today into a value; only the text has them. */
  private static boolean isVolatile(Literal literal) {
    Origin origin = literal.origin();
    boolean time = Types.ours(literal.dataType()).filter(SqlType::isTemporal).isPresent();
    if (!time || origin.sqlText().isEmpty() || origin.startIndex().isEmpty()) {
      return time;
    }
    String text =
        origin
            .sqlText()
            .get()
            .substring((Integer) origin.startIndex().get(), (Integer) origin.stopIndex().get() + 1);
    return !Constants.isFixedTime(text.substring(text.indexOf('\'') + 1, text.lastIndexOf('\'')));
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
          "jobs use string, boolean, integers, decimal, date and timestamp, which are exact",
          "cast to one of them, or declare the column otherwise");
    }
  }

  private void branches(CaseWhen choice) {
    if (choice.branches().size() > Weights.MAX_BRANCHES) {
      problems.at(
          choice,
          "this CASE has " + choice.branches().size() + " branches",
          Weights.MAX_BRANCHES + " are allowed",
          "put the values into a public table, a CSV file of the job, and join it");
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
      Refusals.Words words = Refusals.function(name);
      problems.at(
          function,
          "function " + clip(name) + " is not allowed",
          words.why(),
          words.fix().isEmpty() ? suggestion(name) : words.fix());
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
        .orElse("use the functions that docs/sql.md lists");
  }

  /** Text of the author's, cut to a readable length. */
  private static String clip(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
