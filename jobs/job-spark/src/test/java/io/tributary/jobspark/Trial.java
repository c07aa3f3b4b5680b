package io.tributary.jobspark;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.job.evaluate.Evaluation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructType;

/** One query, run by any number of federations at once and by plain Spark over the pooled rows. */
final class Trial {
  private final SparkSession session;
  private final StructType schema;
  private final JobDefinition job;
  private final Compilation compilation;
  private final PooledQuery pooled;

  /** Over {@link Visits}; throws what the compiler throws. */
  Trial(SparkSession session, JobDefinition job, String sql) {
    this(session, Visits.SCHEMA, job, sql);
  }

  Trial(SparkSession session, StructType schema, JobDefinition job, String sql) {
    this.session = session;
    this.schema = schema;
    this.job = job;
    this.compilation = Compiler.compilation(job, sql, Map.of());
    this.pooled = new PooledQuery(session, session, job, compilation);
  }

  /** The answer of plain Spark over all rows, after the published transform. */
  Answer pooled(List<Row> rows, Map<String, String> parameters) {
    return pooled(rows, parameters, plan -> plan);
  }

  private Answer pooled(
      List<Row> rows, Map<String, String> parameters, UnaryOperator<LogicalPlan> change) {
    try (Table table = new Table(schema, List.of(rows))) {
      return pooled.answer(
          List.of(Map.of(compilation.job().inputs().get(0).name(), table.data(session))),
          parameters,
          change);
    }
  }

  /** The same with floating-point aggregates that are exact. */
  Answer pooledExactly(List<Row> rows, Map<String, String> parameters) {
    return pooled(rows, parameters, ExactAggregates::apply);
  }

  /** The answer of each federation; all their repositories compute in one Spark job. */
  List<Answer> federated(List<List<List<Row>>> federations, Map<String, String> parameters) {
    return federated(session, federations, parameters);
  }

  /** The same in a session of its own. */
  List<Answer> federated(
      SparkSession within, List<List<List<Row>>> federations, Map<String, String> parameters) {
    List<List<Row>> parts = federations.stream().flatMap(List::stream).toList();
    try (Table table = new Table(schema, parts)) {
      LocalPlan local = new LocalPlan(compilation);
      LocalSource source = new LocalSource(compilation, input -> table.plan(within));
      LogicalPlan plan = local.build(source, ParameterValues.typed(job, parameters));
      List<List<Row>> results = table.compute(within, plan);
      List<Answer> answers = new ArrayList<>();
      int next = 0;
      for (List<List<Row>> federation : federations) {
        answers.add(evaluated(local, results.subList(next, next + federation.size()), parameters));
        next += federation.size();
      }
      return answers;
    }
  }

  private Answer evaluated(
      LocalPlan local, List<List<Row>> results, Map<String, String> parameters) {
    List<BigInteger> sums =
        new ArrayList<>(Collections.nCopies(compilation.job().cellCount(), BigInteger.ZERO));
    for (List<Row> result : results) {
      List<BigInteger> cells = Tally.of(compilation.job(), local.aggregate(), result).cells();
      for (int i = 0; i < cells.size(); i++) {
        sums.set(i, sums.get(i).add(cells.get(i)));
      }
    }
    return Evaluation.evaluate(
        compilation.job().given(ParameterValues.check(job, parameters)), sums);
  }

  /** A session without code generation: on few rows, compiling costs far more than it saves. */
  static SparkSession interpreted() {
    SparkSession session = Sessions.cloneExact(TestSession.get());
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    session.conf().set("spark.sql.ui.explainMode", "simple");
    session.conf().set("spark.sql.shuffle.partitions", "1");
    session.conf().set("spark.sql.adaptive.enabled", "false");
    session.sparkContext().setLogLevel("OFF");
    return session;
  }
}
