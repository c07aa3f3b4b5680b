package io.tributary.jobspark;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.job.evaluate.Evaluation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** A federation without shares: cells of each part, added up and evaluated. */
final class Federation {
  private final SparkSession session;
  private final JobDefinition job;
  private final Compilation compilation;

  Federation(SparkSession session, JobDefinition job, String sql) {
    this(session, job, sql, Map.of());
  }

  Federation(SparkSession session, JobDefinition job, String sql, Map<String, byte[]> files) {
    this(Sessions.exact(session), job, Compiler.compilation(job, sql, files));
  }

  /** In a session of {@link Sessions#exact}. */
  Federation(SparkSession exact, JobDefinition job, Compilation compilation) {
    this.session = exact;
    this.job = job;
    this.compilation = compilation;
  }

  Answer answer(List<Dataset<Row>> parts, Map<String, String> parameters) {
    return answers(parts.stream().map(this::single).toList(), parameters);
  }

  /** Of repositories with several tables each. */
  Answer answers(List<Map<String, Dataset<Row>>> parts, Map<String, String> parameters) {
    return evaluated(
        parts.stream().map(part -> tallies(part, parameters).cells()).toList(), parameters);
  }

  /** The answer from the cells of each repository. */
  Answer evaluated(List<List<BigInteger>> parts, Map<String, String> parameters) {
    List<BigInteger> sums =
        new ArrayList<>(Collections.nCopies(compilation.job().cellCount(), BigInteger.ZERO));
    for (List<BigInteger> cells : parts) {
      for (int i = 0; i < cells.size(); i++) {
        sums.set(i, sums.get(i).add(cells.get(i)));
      }
    }
    return Evaluation.evaluate(
        compilation.job().given(ParameterValues.check(job, parameters)), sums);
  }

  Tally tally(Dataset<Row> part, Map<String, String> parameters) {
    return tallies(single(part), parameters);
  }

  Tally tallies(Map<String, Dataset<Row>> part, Map<String, String> parameters) {
    return run(part).tally(ParameterValues.typed(job, parameters));
  }

  LogicalPlan plan(Dataset<Row> part, Map<String, String> parameters) {
    return plans(single(part), parameters);
  }

  LogicalPlan plans(Map<String, Dataset<Row>> part, Map<String, String> parameters) {
    return run(part).plan(ParameterValues.typed(job, parameters));
  }

  List<String> source() {
    return compilation.job().source();
  }

  private LocalRun run(Map<String, Dataset<Row>> part) {
    return new LocalRun(session, compilation, input -> SparkCells.logical(part.get(input.name())));
  }

  private Map<String, Dataset<Row>> single(Dataset<Row> rows) {
    Input input = job.inputs().stream().filter(i -> !i.isPublic()).findFirst().orElseThrow();
    return Map.of(input.name(), rows);
  }
}
