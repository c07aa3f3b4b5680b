package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.port.CellComputer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Computes a job's cells with Spark over a repository's Delta tables. */
public final class SparkCells implements CellComputer {
  private final Supplier<SparkSession> sessions;
  private final Tables tables;

  /**
   * A computer over the operator's tables.
   *
   * @param sessions opens the session when it is first needed, so that a refused job never starts
   *     one
   */
  public SparkCells(Supplier<SparkSession> sessions, Tables tables) {
    this.sessions = sessions;
    this.tables = tables;
  }

  @Override
  public CompiledJob compile(JobPackage source) {
    return Compiler.compile(source.definition(), source.sql());
  }

  @Override
  public TableStatus check(JobDefinition job) {
    for (JobDefinition.Input input : job.inputs()) {
      try {
        Tables.Pinned pinned = tables.pin(sessions.get(), input.name());
        Optional<String> problem = problem(input, pinned.schema());
        if (problem.isPresent()) {
          return new TableStatus(problem);
        }
      } catch (ComputeException e) {
        return new TableStatus(Optional.of(e.getMessage()));
      }
    }
    return new TableStatus(Optional.empty());
  }

  private static Optional<String> problem(JobDefinition.Input input, StructType schema) {
    for (JobDefinition.Column column : input.columns()) {
      String name = "table " + input.name() + ", column " + column.name();
      if (!List.of(schema.fieldNames()).contains(column.name())) {
        return Optional.of(name + " does not exist; import the data again");
      }
      StructField field = schema.apply(column.name());
      if (!field.dataType().equals(Types.spark(column.type()))) {
        return Optional.of(
            name + " is " + field.dataType().sql() + ", the job declares " + column.type());
      }
      if (field.nullable() && !column.nullable()) {
        return Optional.of(name + " can be NULL, the job declares that it cannot");
      }
    }
    return Optional.empty();
  }

  @Override
  public Computed compute(
      CompiledJob job, JobPackage source, SortedMap<String, String> parameters, Instant deadline) {
    JobDefinition definition = source.definition();
    Compilation compilation = Compiler.compilation(definition, source.sql());
    if (!compilation.job().equals(job)) {
      throw new ComputeException(
          ComputeException.Reason.FAILED, "the compiled form does not follow from the SQL", null);
    }
    SparkSession session = sessions.get();
    JobDefinition.Input input = compilation.query().input();
    Tables.Pinned pinned = tables.pin(session, input.name());
    problem(input, pinned.schema())
        .ifPresent(
            problem -> {
              throw new ComputeException(ComputeException.Reason.SCHEMA, problem, null);
            });
    LocalPlan local =
        new LocalPlan(compilation, new Ranges(definition, input, new Problems(job.name())));
    LogicalPlan table = logical(pinned.read(session));
    LogicalPlan plan = local.build(table, ParameterValues.typed(definition, parameters));
    List<Row> rows =
        new Deadlines(session, job.limits().seconds(), deadline)
            .run("cells of job " + job.name(), () -> ofRows(session, plan).collectAsList());
    return computed(Tally.of(job, local.aggregate(), rows), pinned);
  }

  static LogicalPlan logical(Dataset<Row> data) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) data).queryExecution().analyzed();
  }

  static Dataset<Row> ofRows(SparkSession session, LogicalPlan plan) {
    return Dataset$.MODULE$.ofRows((org.apache.spark.sql.classic.SparkSession) session, plan);
  }

  private static Computed computed(Tally tally, Tables.Pinned pinned) {
    SortedMap<String, Long> versions = new TreeMap<>();
    versions.put(pinned.name(), pinned.version());
    return new Computed(
        tally.cells(), versions, description(pinned), tally.rows(), tally.moved(), tally.other());
  }

  /** Canonical JSON; every part is of a form that needs no escapes. */
  private static byte[] description(Tables.Pinned pinned) {
    return ("{\"tables\":[{\"commit\":\""
            + pinned.commit()
            + "\",\"id\":\""
            + pinned.id()
            + "\",\"name\":\""
            + pinned.name()
            + "\",\"version\":"
            + pinned.version()
            + "}]}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
