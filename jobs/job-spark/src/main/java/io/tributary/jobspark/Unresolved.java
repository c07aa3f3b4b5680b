package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.Scalars;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.Origin;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;

/**
 * What Spark's analyzer does not understand, in an author's words. Spark stops at the first name
 * that it does not know; here NULL takes its place, and the rest is looked at, too.
 */
final class Unresolved {
  private static final Pattern CLASS = Pattern.compile("^\\[[A-Z0-9_.]+] *");
  private static final Pattern STATE = Pattern.compile("\\s*SQLSTATE: [0-9A-Z]{5}.*$");
  private static final Set<String> GROUPING =
      Set.of("MISSING_AGGREGATION", "MISSING_GROUP_BY", "UNRESOLVED_GROUPING_COLUMN");
  private static final String COLUMN = "UNRESOLVED_COLUMN";
  private static final int MOST_COLUMNS = 20;

  private final JobDefinition job;
  private final Problems problems;

  Unresolved(JobDefinition job, Problems problems) {
    this.job = job;
    this.problems = problems;
  }

  /** The rest of the analysis, on a plan without what was told. */
  interface Analysis {
    LogicalPlan analyze(LogicalPlan plan);
  }

  /** Notes a mistake, then those that a further analysis finds. */
  CompileException told(AnalysisException mistake, LogicalPlan plan, Analysis rest) {
    Optional<String> column = column(mistake);
    if (column.isEmpty()) {
      problems.add(other(mistake, plan));
      return problems.exception();
    }
    Origin where = origin(mistake.line(), mistake.startPosition());
    problems.add(unknown(where, column.get()));
    LogicalPlan without = without(plan, column.get());
    if (!without.equals(plan)) {
      try {
        LogicalPlan unused = rest.analyze(without);
      } catch (CompileException more) {
        return more;
      }
    }
    return problems.exception();
  }

  private static Origin origin(Option<Object> line, Option<Object> start) {
    Option<Object> none = Option.empty();
    return new Origin(
        line,
        start,
        none,
        none,
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private Problem other(AnalysisException mistake, LogicalPlan plan) {
    boolean grouping = GROUPING.contains(mistake.getCondition());
    Origin where = origin(mistake.line(), mistake.startPosition());
    if (where.line().isEmpty()) {
      String named = mistake.getMessageParameters().getOrDefault("expression", "");
      where = place(plan, named.replaceAll("[\"`]", "")).orElse(where);
    }
    return problem(
        where,
        grouping ? "a column is neither grouped by nor aggregated" : "the SQL does not resolve",
        words(mistake),
        isLimit(mistake)
            ? "write a constant, such as LIMIT 10; a parameter can stand in HAVING"
            : grouping
                ? "add it to GROUP BY (and under dimensions in job.yaml), or aggregate it: sum,"
                    + " avg, …"
                : "check names and types against the inputs in job.yaml");
  }

  private static boolean isLimit(AnalysisException mistake) {
    return String.valueOf(mistake.getCondition()).startsWith("INVALID_LIMIT_LIKE_EXPRESSION");
  }

  private static Problem problem(Origin where, String what, String why, String fix) {
    boolean known = where.line().isDefined() && where.startPosition().isDefined();
    return known
        ? new Problem(
            (Integer) where.line().get(), (Integer) where.startPosition().get() + 1, what, why, fix)
        : new Problem(0, 0, what, why, fix);
  }

  /** Where a column stands by itself in a SELECT list. */
  private static Optional<Origin> place(LogicalPlan plan, String column) {
    for (Expression expression : Trees.list(plan.expressions())) {
      if (isColumn(expression, column)) {
        return Optional.of(expression.origin());
      }
    }
    return Trees.list(plan.children()).stream()
        .flatMap(child -> place(child, column).stream())
        .findFirst();
  }

  private Problem unknown(Origin where, String name) {
    List<String> columns =
        job.inputs().stream().flatMap(i -> i.columns().stream()).map(Column::name).toList();
    String bare = name.substring(name.lastIndexOf('.') + 1);
    String fix =
        columns.stream()
            .filter(known -> Scalars.distance(known, bare) <= 1 + bare.length() / 4)
            .min(Comparator.comparingInt(known -> Scalars.distance(known, bare)))
            .map(known -> "did you mean " + known + "?")
            .orElse("declare it in job.yaml under columns, if the data has it");
    String declared = columns.stream().limit(MOST_COLUMNS).collect(Collectors.joining(", "));
    return problem(
        where,
        "there is no column " + name + " here",
        "the declared columns are " + declared + (columns.size() > MOST_COLUMNS ? ", …" : ""),
        fix);
  }

  /** The unknown column, if that is the mistake. */
  private static Optional<String> column(AnalysisException mistake) {
    String condition = mistake.getCondition();
    return condition != null && condition.startsWith(COLUMN)
        ? Optional.ofNullable(mistake.getMessageParameters().get("objectName"))
            .map(name -> name.replace("`", ""))
        : Optional.empty();
  }

  /** The plan with NULL wherever the column is named; each of these places is told. */
  private LogicalPlan without(LogicalPlan plan, String column) {
    return Trees.replaceEverywhere(
        plan,
        node -> node,
        e -> {
          if (!isColumn(e, column)) {
            return e;
          }
          problems.add(unknown(e.origin(), column));
          return nothing();
        });
  }

  private static boolean isColumn(Expression expression, String column) {
    return expression instanceof UnresolvedAttribute attribute
        && String.join(".", Trees.<String>list(attribute.nameParts())).equalsIgnoreCase(column);
  }

  /** With a name, since it can stand where a column must. */
  private static Expression nothing() {
    return Trees.alias(Trees.literal(null, DataTypes.NullType), "nothing");
  }

  /** Spark's first line, without its error class and state. */
  static String words(AnalysisException mistake) {
    String message = mistake.getSimpleMessage();
    int end = message.indexOf('\n');
    Matcher bare = CLASS.matcher(end < 0 ? message : message.substring(0, end));
    return STATE.matcher(bare.replaceFirst("")).replaceFirst("").strip();
  }
}
