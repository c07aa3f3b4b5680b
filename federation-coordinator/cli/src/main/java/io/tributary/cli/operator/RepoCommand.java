package io.tributary.cli.operator;

import io.tributary.cli.command.RootOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** For operators of repositories. */
@Command(
    name = "repo",
    description = "Operate a repository: its policy, its budgets, and runs that wait for a person.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PolicyCommand.class,
      BudgetCommand.class,
      PendingCommand.class,
      DecideCommand.Approve.class,
      DecideCommand.Deny.class
    })
public final class RepoCommand {
  @ParentCommand private RootOptions root;

  RootOptions root() {
    return root;
  }
}
