package io.tributary.jobspark;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.evaluate.Evaluation;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;
import org.apache.spark.sql.functions;

/**
 * The oracle: the job's own SQL, run by plain Spark. The part below the topmost aggregate is
 * evaluated for each repository over its own tables after the job's published transform (columns
 * within their bounds, so many rows of a subject as count); the rows are pooled; and Spark
 * aggregates, filters, sorts and limits them, dimensions within their domains. It shares nothing
 * with the cells but the definition, and what the resolved query is.
 */
public final class PooledQuery {
  private final SparkSession session;
  private final SparkSession exact;
  private final JobDefinition job;
  private final Compilation compilation;
  private final CompiledJob compiled;

  public PooledQuery(SparkSession session, JobDefinition job, String sql) {
    this(session, job, sql, Map.of());
  }

  /**
   * The oracle of a job.
   *
   * @param files the job's public tables' CSV files by name
   */
  public PooledQuery(
      SparkSession session, JobDefinition job, String sql, Map<String, byte[]> files) {
    this(session, Sessions.exact(session), job, Compiler.compilation(job, sql, files));
  }

  /** With a session of {@link Sessions#exact} that is there already. */
  PooledQuery(
      SparkSession session, SparkSession exact, JobDefinition job, Compilation compilation) {
    this.session = session;
    this.exact = exact;
    this.job = job;
    this.compilation = compilation;
    this.compiled = compilation.job();
  }

  /**
   * The answer of repositories, in dimension order unless the query orders it.
   *
   * @param repositories for each the rows of each input that is not public, by name
   * @param parameters the asker's texts
   */
  public Answer answer(
      List<Map<String, Dataset<Row>>> repositories, Map<String, String> parameters) {
    return answer(repositories, parameters, plan -> plan);
  }

  /** The same with Spark's plan changed before it is optimized. */
  Answer answer(
      List<Map<String, Dataset<Row>>> repositories,
      Map<String, String> parameters,
      UnaryOperator<LogicalPlan> change) {
    if (job.model().isPresent()) {
      LogicalPlan rows = modelRows(repositories, parameters);
      return new PooledModel(job, compiled).answer(SparkCells.ofRows(exact, rows));
    }
    List<List<Object>> values = new ArrayList<>();
    LogicalPlan plan = change.apply(plan(repositories, parameters));
    for (Row row : SparkCells.ofRows(exact, plan).collectAsList()) {
      values.add(values(row));
    }
    Answer answer = new Answer(Evaluation.columns(compiled), values);
    return PooledOrder.isSortedBySpark(compiled) ? answer : PooledOrder.byDomain(compiled, answer);
  }

  /**
   * The answer of one repository with one table.
   *
   * @param rows of the job's only input that is not public
   */
  public Answer answer(Dataset<Row> rows, Map<String, String> parameters) {
    return answer(single(rows), parameters);
  }

  /** Runs it once with all of Spark's own rules, for the clock; the seconds it took. */
  public double seconds(Dataset<Row> rows, Map<String, String> parameters) {
    return seconds(single(rows), parameters);
  }

  /** Runs it once with all of Spark's own rules, for the clock; the seconds it took. */
  public double seconds(
      List<Map<String, Dataset<Row>>> repositories, Map<String, String> parameters) {
    long start = System.nanoTime();
    if (job.model().isPresent()) {
      int rows = answer(repositories, parameters).rows().size();
      return rows < 0 ? 0 : (System.nanoTime() - start) / 1e9;
    }
    LogicalPlan plan = plan(repositories, parameters);
    int answered = SparkCells.ofRows(session, plan).collectAsList().size();
    double seconds = (System.nanoTime() - start) / 1e9;
    return answered < 0 ? 0 : seconds;
  }

  private List<Map<String, Dataset<Row>>> single(Dataset<Row> rows) {
    Input input = job.inputs().stream().filter(i -> !i.isPublic()).findFirst().orElseThrow();
    return List.of(Map.of(input.name(), rows));
  }

  /** What a model's groups and variables are in each row. */
  private LogicalPlan modelRows(
      List<Map<String, Dataset<Row>>> repositories, Map<String, String> parameters) {
    Map<String, Object> typed = ParameterValues.typed(job, parameters);
    List<NamedExpression> columns = new ArrayList<>();
    for (Expression column : ModelCompiler.columns(compilation.query().top())) {
      columns.add(Trees.alias(column, "v" + columns.size()));
    }
    LogicalPlan rows =
        new Project(Trees.seq(columns), pooled(compilation.query().source(), repositories));
    return Trees.replaceEverywhere(rows, node -> node, e -> constant(e, typed));
  }

  private LogicalPlan plan(
      List<Map<String, Dataset<Row>>> repositories, Map<String, String> parameters) {
    Map<String, Object> typed = ParameterValues.typed(job, parameters);
    LogicalPlan whole = pooled(compilation.query().analyzed(), repositories);
    LogicalPlan bound = Trees.replaceEverywhere(whole, node -> node, e -> constant(e, typed));
    return new PublishedAggregate(compilation, bound).plan();
  }

  /** A parameter of its declared type; a bare constant would get as few digits as its value. */
  private Expression constant(Expression expression, Map<String, Object> typed) {
    return job.parameters().stream()
        .filter(
            p ->
                expression instanceof AttributeReference a
                    && a.name().equals(Resolver.PARAMETER_PREFIX + p.name()))
        .findFirst()
        .<Expression>map(p -> Types.literal(p.type(), typed.get(p.name())))
        .orElse(expression);
  }

  /** The query with the union of the repositories' rows in the place of its source. */
  private LogicalPlan pooled(LogicalPlan plan, List<Map<String, Dataset<Row>>> repositories) {
    if (plan != compilation.query().source()) {
      return plan.withNewChildren(
          Trees.seq(
              Trees.list(plan.children()).stream().map(c -> pooled(c, repositories)).toList()));
    }
    Optional<ContributionLimit> limit = ContributionLimit.of(compilation);
    List<LogicalPlan> parts =
        repositories.stream()
            .map(tables -> rows(plan, tables))
            .map(rows -> limit.map(l -> l.on(rows)).orElse(rows))
            .toList();
    return parts.size() == 1 ? parts.get(0) : new Union(Trees.seq(parts), false, false);
  }

  /** The rows of one repository. */
  LogicalPlan rows(LogicalPlan source, Map<String, Dataset<Row>> tables) {
    return Trees.replaceEverywhere(
        source,
        node ->
            node instanceof SubqueryAlias alias && alias.child() instanceof LocalRelation relation
                ? input(compilation.query().input(alias), relation, tables)
                : node,
        e -> e);
  }

  private LogicalPlan input(Input input, LocalRelation relation, Map<String, Dataset<Row>> tables) {
    if (input.isPublic()) {
      return LocalRelation$.MODULE$.fromExternalRows(
          relation.output(), Trees.seq(compilation.tables().external(input)));
    }
    LogicalPlan view = SparkCells.logical(published(input, tables.get(input.name())));
    List<NamedExpression> columns = new ArrayList<>();
    for (int i = 0; i < input.columns().size(); i++) {
      Attribute column = Trees.list(relation.output()).get(i);
      Expression value = (Expression) view.output().apply(i);
      columns.add(Trees.alias(value, column.name(), column.exprId()));
    }
    return new Project(Trees.seq(columns), view);
  }

  private static Dataset<Row> published(Input input, Dataset<Row> rows) {
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    for (Column column : input.columns()) {
      columns.add(published(column).as(column.name()));
    }
    return rows.select(columns.toArray(new org.apache.spark.sql.Column[0]));
  }

  private static org.apache.spark.sql.Column published(Column column) {
    org.apache.spark.sql.Column raw = functions.col("`" + column.name() + "`");
    SqlType type = column.published();
    if (column.type().isFloating()) {
      Bounds bounds = column.bounds().orElseThrow();
      org.apache.spark.sql.Column wide = raw.cast("double");
      return functions
          .when(functions.isnan(wide), functions.lit(null))
          .when(wide.leq(bounds.lower().doubleValue()), functions.lit(bounds.lower()))
          .when(wide.geq(bounds.upper().doubleValue()), functions.lit(bounds.upper()))
          .otherwise(wide.cast(Types.spark(type)))
          .cast(Types.spark(type));
    }
    if (column.bounds().isEmpty() && !type.isTemporal()) {
      return raw;
    }
    Object lower = column.bounds().map(b -> type.at(b.lower())).orElseGet(() -> calendar(type, 1));
    Object upper =
        column.bounds().map(b -> type.at(b.upper())).orElseGet(() -> calendar(type, 10_000));
    return functions
        .when(raw.lt(functions.lit(lower)), functions.lit(lower))
        .when(raw.gt(functions.lit(upper)), functions.lit(upper))
        .otherwise(raw)
        .cast(Types.spark(type));
  }

  /** The first or the last moment of the years 1 to 9999. */
  private static Object calendar(SqlType type, int year) {
    LocalDate start = LocalDate.of(year, 1, 1);
    if (type.kind() == SqlType.Kind.DATE) {
      return year == 1 ? start : start.minusDays(1);
    }
    LocalDateTime time = start.atStartOfDay();
    LocalDateTime moment = year == 1 ? time : time.minus(1, ChronoUnit.MICROS);
    return type.kind() == SqlType.Kind.TIMESTAMP ? moment.toInstant(ZoneOffset.UTC) : moment;
  }

  /** A row in the types of an answer. */
  static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      boolean whole = value instanceof Integer || value instanceof Short || value instanceof Byte;
      values.add(whole ? (Object) ((Number) value).longValue() : value);
    }
    return values;
  }
}
