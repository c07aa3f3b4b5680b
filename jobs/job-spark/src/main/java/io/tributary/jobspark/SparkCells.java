package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.ParameterValues;
import io.tributary.protocol.port.CellComputer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private final Optional<ConsentBook> consents;

  /**
   * A computer over the operator's tables, none of which need consent.
   *
   * @param sessions opens the session when it is first needed, so that a refused job never starts
   *     one
   */
  public SparkCells(Supplier<SparkSession> sessions, Tables tables) {
    this(sessions, tables, Optional.empty());
  }

  /**
   * A computer over the operator's tables.
   *
   * @param consents what subjects have granted
   */
  public SparkCells(
      Supplier<SparkSession> sessions, Tables tables, Optional<ConsentBook> consents) {
    this.sessions = sessions;
    this.tables = tables;
    this.consents = consents;
  }

  @Override
  public CompiledJob compile(JobPackage source) {
    return Compiler.compile(source.definition(), source.sql(), source.tables());
  }

  @Override
  public TableStatus check(JobDefinition job) {
    for (JobDefinition.Input input : job.inputs()) {
      if (input.isPublic()) {
        continue;
      }
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
      CompiledJob job,
      JobPackage source,
      SortedMap<String, String> parameters,
      Consent consent,
      Instant deadline) {
    JobDefinition definition = source.definition();
    Compilation compilation = Compiler.compilation(definition, source.sql(), source.tables());
    if (!compilation.job().equals(job)) {
      throw new ComputeException(
          ComputeException.Reason.FAILED, "the compiled form does not follow from the SQL", null);
    }
    SparkSession session = Sessions.exact(sessions.get());
    SortedMap<String, Tables.Pinned> pinned = pin(session, compilation.query());
    Optional<Consented> consented = consented(session, consent, pinned.values());
    // The only way to a table: whatever the query does with it, it gets no other rows.
    LocalRun run =
        new LocalRun(
            session,
            compilation,
            input -> logical(rows(session, pinned.get(input.name()), consented)));
    SortedMap<String, Object> typed = ParameterValues.typed(definition, parameters);
    Tally tally =
        new Deadlines(session, job.limits().seconds(), deadline)
            .run("cells of job " + job.name(), () -> run.tally(typed));
    return computed(tally, pinned.values(), consented.map(Consented::version));
  }

  @Override
  public boolean stillGranted(Consent then, ConsentVersion state, Consent now) {
    return consents.isPresent() && consents.get().stillGrants(then, state, now);
  }

  /** Fixes the state of the grants, if a table that the query reads needs them. */
  private Optional<Consented> consented(
      SparkSession session, Consent consent, Collection<Tables.Pinned> read) {
    if (read.stream().noneMatch(table -> consent.subjects().containsKey(table.name()))) {
      return Optional.empty();
    }
    ConsentBook book =
        consents.orElseThrow(
            () ->
                new ComputeException(
                    ComputeException.Reason.SCHEMA, "consent is required and none is kept", null));
    return Optional.of(new Consented(consent, book.pin(session)));
  }

  private static Dataset<Row> rows(
      SparkSession session, Tables.Pinned table, Optional<Consented> consented) {
    Dataset<Row> rows = table.read(session);
    return consented
        .filter(c -> c.rule().subjects().containsKey(table.name()))
        .map(c -> c.of(session, table, rows))
        .orElse(rows);
  }

  /** Fixes the version of every table that the query reads. */
  private SortedMap<String, Tables.Pinned> pin(SparkSession session, Query query) {
    SortedMap<String, Tables.Pinned> pinned = new TreeMap<>();
    for (Leaf leaf : query.leaves()) {
      JobDefinition.Input input = leaf.input();
      if (!input.isPublic() && !pinned.containsKey(input.name())) {
        Tables.Pinned table = tables.pin(session, input.name());
        problem(input, table.schema())
            .ifPresent(
                problem -> {
                  throw new ComputeException(ComputeException.Reason.SCHEMA, problem, null);
                });
        pinned.put(input.name(), table);
      }
    }
    return pinned;
  }

  static LogicalPlan logical(Dataset<Row> data) {
    return ((org.apache.spark.sql.classic.Dataset<Row>) data).queryExecution().analyzed();
  }

  static Dataset<Row> ofRows(SparkSession session, LogicalPlan plan) {
    return Dataset$.MODULE$.ofRows((org.apache.spark.sql.classic.SparkSession) session, plan);
  }

  private static Computed computed(
      Tally tally, Collection<Tables.Pinned> pinned, Optional<ConsentVersion> consent) {
    SortedMap<String, Long> versions = new TreeMap<>();
    pinned.forEach(table -> versions.put(table.name(), table.version()));
    return new Computed(
        tally.cells(),
        versions,
        description(pinned),
        consent,
        tally.rows(),
        tally.moved(),
        tally.other());
  }

  /** Canonical JSON, by name; every part is of a form that needs no escapes. */
  private static byte[] description(Collection<Tables.Pinned> pinned) {
    return pinned.stream()
        .map(SparkCells::description)
        .collect(Collectors.joining(",", "{\"tables\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  static String description(Tables.Pinned pinned) {
    return "{\"commit\":\""
        + pinned.commit()
        + "\",\"id\":\""
        + pinned.id()
        + "\",\"name\":\""
        + pinned.name()
        + "\",\"version\":"
        + pinned.version()
        + "}";
  }
}
