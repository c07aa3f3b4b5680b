package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import java.util.ArrayList;
import java.util.List;
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

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Which one.")
  private List<String> words = new ArrayList<>();

  @Override
  public Integer call() {
    CommandLine told = spec.parent().commandLine();
    for (String word : words) {
      CommandLine below = told.getSubcommands().get(word);
      if (below == null) {
        throw UsageErrors.unknownCommand(word, told.getSubcommands().keySet());
      }
      told = below;
    }
    root.console().data(told.getUsageMessage());
    return Exit.OK.code();
  }
}
