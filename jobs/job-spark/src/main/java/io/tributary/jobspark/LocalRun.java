package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.port.CellComputer.ComputeException;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** Runs a job's local plan over the tables of one repository. */
final class LocalRun {
  private final SparkSession session;
  private final Compilation compilation;
  private final LocalSource source;

  /**
   * A run over tables.
   *
   * @param session one of {@link Sessions#exact}
   * @param tables gives the pinned table of an input, resolved in this session, anew each time
   */
  LocalRun(SparkSession session, Compilation compilation, Function<Input, LogicalPlan> tables) {
    this.session = session;
    this.compilation = compilation;
    this.source = new LocalSource(compilation, tables);
  }

  /** The cells, and what the operator may know about them. */
  Tally tally(SortedMap<String, Object> parameters) {
    CompiledJob job = compilation.job();
    long moved = 0;
    for (LogicalPlan plan : source.moved()) {
      Row counts = collect(plan).get(0);
      moved += counts.isNullAt(0) ? 0 : counts.getLong(0);
      if (RowCounts.matter(compilation.query().source())
          && counts.getLong(1) > job.limits().rows()) {
        throw new ComputeException(
            ComputeException.Reason.LIMIT,
            "a table has more rows than the job's limit of " + job.limits().rows(),
            null);
      }
    }
    LocalPlan local = new LocalPlan(compilation);
    LogicalPlan plan = local.build(source, parameters);
    return Tally.of(job, local.aggregate(), collect(plan)).withMoved(moved);
  }

  /** The plan of the cells. */
  LogicalPlan plan(SortedMap<String, Object> parameters) {
    return new LocalPlan(compilation).build(source, parameters);
  }

  private List<Row> collect(LogicalPlan plan) {
    return SparkCells.ofRows(session, plan).collectAsList();
  }
}
