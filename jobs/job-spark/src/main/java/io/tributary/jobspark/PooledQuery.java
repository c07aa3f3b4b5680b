package io.tributary.jobspark;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NameParameterizedQuery;
import org.apache.spark.sql.catalyst.analysis.NamedParameter;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias$;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.functions;

/**
 * The oracle: the job's own SQL, run by plain Spark over rows pooled in one place, after the job's
 * published transform (columns within their bounds, dimensions within their domains). It shares
 * nothing with the cells but the definition.
 */
public final class PooledQuery {
  /**
   * Spark's optimizer turns avg of short decimals into floating point, which can be off in the last
   * digit. The oracle leaves that rule out, so that decimals are exact.
   */
  private static final String INEXACT_RULE =
      "org.apache.spark.sql.catalyst.optimizer.DecimalAggregates";

  private static final String EXCLUDED = "spark.sql.optimizer.excludedRules";

  private final SparkSession session;
  private final JobDefinition job;
  private final Compilation compilation;
  private final CompiledJob compiled;
  private final String sql;

  public PooledQuery(SparkSession session, JobDefinition job, String sql) {
    this.session = session;
    this.job = job;
    this.sql = sql;
    this.compilation = Compiler.compilation(job, sql);
    this.compiled = compilation.job();
  }

  /**
   * The answer over all rows, in dimension order.
   *
   * @param rows of the job's input
   * @param parameters the asker's texts
   */
  public Answer answer(Dataset<Row> rows, Map<String, String> parameters) {
    session.conf().set(EXCLUDED, INEXACT_RULE);
    try {
      List<List<Object>> values = new ArrayList<>();
      for (Row row : data(rows, parameters).collectAsList()) {
        values.add(values(row));
      }
      Answer answer = new Answer(Evaluation.columns(compiled), values);
      return PooledOrder.isSortedBySpark(compiled)
          ? answer
          : PooledOrder.byDomain(compiled, answer);
    } finally {
      session.conf().unset(EXCLUDED);
    }
  }

  /** Runs it once with all of Spark's own rules, for the clock; the seconds it took. */
  public double seconds(Dataset<Row> rows, Map<String, String> parameters) {
    long start = System.nanoTime();
    int answered = data(rows, parameters).collectAsList().size();
    double seconds = (System.nanoTime() - start) / 1e9;
    return answered < 0 ? 0 : seconds;
  }

  private Dataset<Row> data(Dataset<Row> rows, Map<String, String> parameters) {
    LogicalPlan parsed = CatalystSqlParser$.MODULE$.parsePlan(sql);
    LogicalPlan view = SparkCells.logical(published(rows));
    LogicalPlan source =
        Trees.replace(
            Trees.replaceExpressions(parsed, this::typed),
            plan ->
                plan instanceof UnresolvedRelation relation
                    ? SubqueryAlias$.MODULE$.apply(relation.multipartIdentifier().last(), view)
                    : plan);
    LogicalPlan analyzed =
        ((org.apache.spark.sql.classic.SparkSession) session)
            .sessionState()
            .executePlan(bind(source, parameters), CommandExecutionMode.SKIP())
            .analyzed();
    LogicalPlan published = new PublishedAggregate(compilation, analyzed).plan();
    return SparkCells.ofRows(session, published);
  }

  private LogicalPlan bind(LogicalPlan plan, Map<String, String> parameters) {
    if (job.parameters().isEmpty()) {
      return plan;
    }
    Map<String, Object> typed = ParameterValues.typed(job, parameters);
    List<String> names = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    job.parameters()
        .forEach(
            p -> {
              names.add(p.name());
              values.add(Types.literal(p.type(), typed.get(p.name())));
            });
    return new NameParameterizedQuery(plan, Trees.seq(names), Trees.seq(values));
  }

  /** A parameter has its declared type; a bare constant would get as few digits as its value. */
  private Expression typed(Expression expression) {
    if (!(expression instanceof NamedParameter named)) {
      return expression;
    }
    return job.parameters().stream()
        .filter(p -> p.name().equals(named.name()) && p.type().isInteger())
        .findFirst()
        .<Expression>map(p -> Longs.cast(named, Types.spark(p.type())))
        .orElse(named);
  }

  private Dataset<Row> published(Dataset<Row> rows) {
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    for (Column column : job.inputs().get(0).columns()) {
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

  private static List<Object> values(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      boolean whole = value instanceof Integer || value instanceof Short || value instanceof Byte;
      values.add(whole ? (Object) ((Number) value).longValue() : value);
    }
    return values;
  }
}
