package io.tributary.cli.jobs;

import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.Exit;
import io.tributary.protocol.job.JobSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints the schema, for editors. */
@Command(
    name = "schema",
    description = "Print the JSON Schema of job.yaml, with which editors complete it.")
public final class SchemaCommand implements Callable<Integer> {
  @ParentCommand private JobsCommand parent;

  @Override
  public Integer call() {
    RootOptions root = parent.root();
    root.console().data(JobSchema.text());
    root.console().say("");
    root.console().say("save it as " + JobSchema.FILE + " beside job.yaml, whose first line says:");
    root.console().say("  " + Template.MODELINE);
    return Exit.OK.code();
  }
}
