package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.Compiler;
import io.tributary.protocol.job.JobDefinition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/** What the compiler makes of a job, for those who put it in words. Writes nothing. */
final class ExplainStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "job");

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    Path folder = arguments.path("job");
    JobDefinition job = JobFolders.definition(folder);
    byte[] compiled =
        Compiler.compile(job, JobFolders.sql(folder), JobFolders.tables(folder, job)).write();
    result.put("compiled", new String(compiled, StandardCharsets.UTF_8));
  }
}
