package io.tributary.cli.command;

import io.tributary.cli.error.CliException;
import io.tributary.cli.error.UsageErrors;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words of a command line that mean nothing, as a person is told. */
public final class Words {
  private Words() {}

  /** The failure that the parser has met. */
  public static CliException unread(ParameterException e) {
    CommandLine at = e.getCommandLine();
    CommandSpec spec = at.getCommandSpec();
    String help = "see `" + spec.qualifiedName() + " --help`";
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      if (word.startsWith("-")) {
        return UsageErrors.unknownOption(spec.qualifiedName(), word, options(spec), help);
      }
      if (!at.getSubcommands().isEmpty()) {
        return UsageErrors.unknownCommand(word, at.getSubcommands().keySet());
      }
    }
    return UsageErrors.usage(e.getMessage(), "", help);
  }

  private static List<String> options(CommandSpec spec) {
    return spec.options().stream().map(OptionSpec::longestName).collect(Collectors.toList());
  }
}
