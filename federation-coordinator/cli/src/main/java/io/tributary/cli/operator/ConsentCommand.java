package io.tributary.cli.operator;

import io.tributary.cli.command.RootOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** For operators of repositories, on behalf of their members. */
@Command(
    name = "consent",
    description = "Write down what members grant over their rows, and tell them what came of it.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      GrantCommand.class,
      WithdrawCommand.class,
      ShowConsentCommand.class,
      ReceiptCommand.class,
      UsedCommand.class
    })
public final class ConsentCommand {
  @ParentCommand private RootOptions root;

  RootOptions root() {
    return root;
  }
}
