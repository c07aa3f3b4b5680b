package io.tributary.jobspark.tool;

import io.tributary.jobspark.Compiler;
import io.tributary.jobspark.SparkCells;
import io.tributary.jobspark.Tables;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.CellComputer.Computed;
import io.tributary.protocol.port.CellComputer.Consent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * A job folder as it would be if it were compiled now.
 *
 * @param source its files, with the compiled form of this moment
 */
record DryJob(JobDefinition definition, CompiledJob compiled, JobPackage source) {
  static DryJob read(Path folder) {
    JobDefinition definition = JobFolders.definition(folder);
    String sql = JobFolders.sql(folder);
    TreeMap<String, byte[]> files = new TreeMap<>(JobFolders.tables(folder, definition));
    CompiledJob compiled = Compiler.compile(definition, sql, files);
    files.put(JobPackage.DEFINITION, JobFolders.read(folder, JobPackage.DEFINITION).orElseThrow());
    if (definition.model().isEmpty()) {
      files.put(JobPackage.QUERY, sql.getBytes(StandardCharsets.UTF_8));
    }
    files.put(JobPackage.COMPILED, compiled.write());
    files.put(JobPackage.README, JobFolders.read(folder, JobPackage.README).orElse(new byte[0]));
    return new DryJob(definition, compiled, JobPackage.of(files));
  }

  /** The cells of a repository, by the real local plan. */
  Computed compute(
      Supplier<SparkSession> sessions, Path tables, SortedMap<String, String> parameters) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(compiled.limits().seconds()));
    return new SparkCells(sessions, Tables.in(tables))
        .compute(compiled, source, parameters, Consent.NONE, deadline);
  }
}
