package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Help by name, as people type it. */
@Command(name = "help", description = "Say what a command does and takes.")
public final class HelpCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Which one.")
  private String command;

  @Override
  public Integer call() {
    CommandLine parent = spec.parent().commandLine();
    CommandLine told = command == null ? parent : parent.getSubcommands().get(command);
    if (told == null) {
      throw UsageErrors.unknownCommand(command, parent.getSubcommands().keySet());
    }
    root.console().data(told.getUsageMessage());
    return Exit.OK.code();
  }
}
