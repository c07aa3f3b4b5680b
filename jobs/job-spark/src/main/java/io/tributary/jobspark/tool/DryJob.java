package io.tributary.jobspark.tool;

import io.tributary.jobspark.Compiler;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;

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
}
