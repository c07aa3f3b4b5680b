package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.Compiler;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;

/** Writes compiled.json beside each job. */
final class CompileStep implements Step {
  static final Set<String> ARGUMENTS = Set.of("kind", "jobs", "check");
  private static final String FILE = "compiled.json";

  private final Progress progress;

  CompileStep(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    ArrayNode jobs = result.putArray("jobs");
    for (Path folder : arguments.paths("jobs")) {
      JobDefinition definition = JobFolders.definition(folder);
      CompiledJob job =
          Compiler.compile(
              definition, JobFolders.sql(folder), JobFolders.tables(folder, definition));
      boolean changed = write(folder, job.write(), arguments.flag("check"));
      progress.say("compiled " + job.name());
      jobs.addObject()
          .put("job", job.name())
          .put("groups", job.groups())
          .put("cells", job.cellCount())
          .put("changed", changed);
    }
  }

  private static boolean write(Path folder, byte[] bytes, boolean onlyCheck) {
    Path file = folder.resolve(FILE);
    try {
      boolean changed = !Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes);
      if (changed && !onlyCheck) {
        Path draft = Files.createTempFile(folder, "compiled", ".tmp");
        Files.write(draft, bytes);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return changed;
    } catch (IOException e) {
      throw new ToolException(
          ToolException.Code.FAILED, "cannot write " + file + "; check its permissions", e);
    }
  }
}
