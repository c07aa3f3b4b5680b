package io.tributary.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.Exit;
import io.tributary.cli.output.Table;
import io.tributary.protocol.job.JobPackage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Writes what vetters sign beside what a person wrote. */
@Command(
    name = "compile",
    description = "Write compiled.json into a job folder: with it the job can be vetted.")
public final class CompileCommand implements Callable<Integer> {
  @ParentCommand private JobsCommand parent;

  @Parameters(paramLabel = "DIR", description = "The job's folder.")
  private String job;

  @Override
  public Integer call() {
    RootOptions root = parent.root();
    Path folder = JobFolder.of(job);
    try (AuthorTool tool = AuthorTool.cold()) {
      if (!tool.isInOrder(folder, job, root.console())) {
        return Exit.FAILED.code();
      }
      JsonNode compiled = tool.compile(folder, false);
      root.print(
          Table.of("job", "file", "changed", "digest")
              .row(
                  compiled.path("job").asText(),
                  folder.resolve(JobPackage.COMPILED).toString(),
                  compiled.path("changed").asBoolean(),
                  JobPackage.read(folder).digest().hex())
              .build());
    }
    root.console().next("tributary vet " + job + "   signs it in a federation on this machine");
    return Exit.OK.code();
  }
}
