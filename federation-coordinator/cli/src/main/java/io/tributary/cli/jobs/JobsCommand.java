package io.tributary.cli.jobs;

import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.Exit;
import io.tributary.cli.local.Installation;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.JobPackage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Job folders on this machine, vetted or not, and the tools for writing them. */
@Command(
    name = "jobs",
    description = "Write, check and look at job folders.",
    subcommands = {
      InitCommand.class,
      CheckCommand.class,
      ExplainCommand.class,
      DryRunCommand.class,
      CompileCommand.class,
      ShowCommand.class,
      JobsCommand.ListCommand.class,
      SchemaCommand.class
    })
public final class JobsCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  RootOptions root() {
    return root;
  }

  @Override
  public Integer call() {
    return list(root);
  }

  private static int list(RootOptions root) {
    Table.Builder table = Table.of("job", "asks", "tables", "parameters");
    for (JobPackage job : Catalogue.in(Installation.current().catalogue()).all().values()) {
      JobDefinition definition = job.definition();
      table.row(
          definition.name(),
          definition.title(),
          String.join(" ", definition.inputs().stream().map(JobDefinition.Input::name).toList()),
          String.join(" ", definition.parameters().stream().map(Parameter::name).toList()));
    }
    root.print(table.build());
    root.console()
        .next(
            "tributary jobs show JOB",
            "tributary jobs explain JOB",
            "tributary jobs init NAME --from FILE.csv");
    return Exit.OK.code();
  }

  /** All of them. */
  @Command(name = "list", description = "List the jobs of this copy's catalogue.")
  public static final class ListCommand implements Callable<Integer> {
    @ParentCommand private JobsCommand parent;

    @Override
    public Integer call() {
      return list(parent.root);
    }
  }
}
