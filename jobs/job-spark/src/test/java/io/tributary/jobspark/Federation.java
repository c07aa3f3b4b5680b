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
    this.session = session;
    this.job = job;
    this.compilation = Compiler.compilation(job, sql);
  }

  Answer answer(List<Dataset<Row>> parts, Map<String, String> parameters) {
    List<BigInteger> sums =
        new ArrayList<>(Collections.nCopies(compilation.job().cellCount(), BigInteger.ZERO));
    for (Dataset<Row> part : parts) {
      List<BigInteger> cells = tally(part, parameters).cells();
      for (int i = 0; i < cells.size(); i++) {
        sums.set(i, sums.get(i).add(cells.get(i)));
      }
    }
    return Evaluation.evaluate(compilation.job(), sums);
  }

  Tally tally(Dataset<Row> part, Map<String, String> parameters) {
    LocalPlan local = local();
    LogicalPlan plan = plan(local, part, parameters);
    return Tally.of(
        compilation.job(), local.aggregate(), SparkCells.ofRows(session, plan).collectAsList());
  }

  LogicalPlan plan(Dataset<Row> part, Map<String, String> parameters) {
    return plan(local(), part, parameters);
  }

  private LogicalPlan plan(LocalPlan local, Dataset<Row> part, Map<String, String> parameters) {
    return local.build(SparkCells.logical(part), ParameterValues.typed(job, parameters));
  }

  private LocalPlan local() {
    return new LocalPlan(
        compilation, new Ranges(job, compilation.query().input(), new Problems(job.name())));
  }
}
