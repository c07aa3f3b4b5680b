package io.tributary.cli.command;

import io.tributary.cli.error.UsageErrors;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ParseResult;

/** What is looked at before any command does anything. */
public final class Preflight {
  private static final Set<String> WITHOUT_HOME = Set.of("jobs", "version", "help", "doctor");

  private Preflight() {}

  /**
   * Refuses a form of output that the command does not have, and a home that cannot be used.
   *
   * @param terminal whether standard output is one
   */
  public static void check(RootOptions root, ParseResult parsed, boolean terminal) {
    if (root.help() || !parsed.hasSubcommand()) {
      return;
    }
    String command = parsed.subcommand().commandSpec().name();
    if (root.format().binary()) {
      binary(root, command, terminal);
    }
    if (!WITHOUT_HOME.contains(command)) {
      root.home().requireUsable();
    }
  }

  private static void binary(RootOptions root, String command, boolean terminal) {
    String format = root.format().name().toLowerCase(Locale.ROOT);
    String like = "`tributary result RUN -o " + format + "` > FILE." + format;
    if (!command.equals("result")) {
      throw UsageErrors.usage(
          command + " has no output in " + format, "only answers have", "like this: " + like);
    }
    if (terminal) {
      throw UsageErrors.usage(
          "-o " + format + " is not for a terminal",
          "it is no text",
          "write it to a file: " + like);
    }
  }
}
