package io.tributary.cli;

import io.tributary.cli.bench.BenchCommand;
import io.tributary.cli.command.AuditCommand;
import io.tributary.cli.command.CatalogCommand;
import io.tributary.cli.command.DemoCommand;
import io.tributary.cli.command.DepositCommand;
import io.tributary.cli.command.DoctorCommand;
import io.tributary.cli.command.DownCommand;
import io.tributary.cli.command.HelpCommand;
import io.tributary.cli.command.KeysCommand;
import io.tributary.cli.command.LogsCommand;
import io.tributary.cli.command.Preflight;
import io.tributary.cli.command.ResultCommand;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.command.RunCommand;
import io.tributary.cli.command.RunsCommand;
import io.tributary.cli.command.StatusCommand;
import io.tributary.cli.command.UpCommand;
import io.tributary.cli.command.VersionCommand;
import io.tributary.cli.command.VetCommand;
import io.tributary.cli.command.Words;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Failures;
import io.tributary.cli.jobs.JobsCommand;
import io.tributary.cli.operator.ConsentCommand;
import io.tributary.cli.operator.RepoCommand;
import io.tributary.cli.output.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command tree. */
@Command(
    name = "tributary",
    description = "One question, asked of many data sets that may never meet.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = false,
    footer = {
      "",
      "Start here:  tributary demo",
      "Exit codes:  0 ok, 1 failed, 2 usage, 3 refused by policy, 4 too few contributors,"
          + " 5 proof mismatch"
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      StatusCommand.class,
      DownCommand.class,
      RunCommand.class,
      ResultCommand.class,
      RunsCommand.class,
      CatalogCommand.class,
      JobsCommand.class,
      AuditCommand.class,
      KeysCommand.class,
      VetCommand.class,
      DepositCommand.class,
      BenchCommand.class,
      RepoCommand.class,
      ConsentCommand.class,
      DoctorCommand.class,
      LogsCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
public final class Tributary extends RootOptions {
  /** System property by which the launcher says that standard output is a terminal. */
  private static final String TERMINAL = "tributary.terminal";

  private Tributary(Console console) {
    super(console);
  }

  /** Runs one command; returns its exit code and throws nothing. */
  public static int run(Console console, String... arguments) {
    Tributary root = new Tributary(console);
    CommandLine line = new CommandLine(root);
    StringWriter help = new StringWriter();
    line.setOut(new PrintWriter(help));
    line.setExecutionExceptionHandler((e, command, parsed) -> failure(root, e));
    line.setParameterExceptionHandler((e, words) -> refused(root, Words.unread(e), words));
    line.setExecutionStrategy(parsed -> execute(root, parsed, arguments));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setOverwrittenOptionsAllowed(false);
    int code = line.execute(arguments);
    console.data(help.toString());
    return code;
  }

  private static int execute(Tributary root, ParseResult parsed, String[] words) {
    try {
      Preflight.check(root, parsed, Boolean.getBoolean(TERMINAL));
    } catch (CliException e) {
      return refused(root, e, words);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int failure(Tributary root, Exception e) {
    if (root.debug()) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      root.console().say(trace.toString());
    }
    CliException told = Failures.told(e);
    root.console().failure(told);
    return told.exit().code();
  }

  private static int refused(Tributary root, CliException told, String[] words) {
    root.console().failure(told);
    DemoCommand.reportUnread(root.console(), told, words);
    return told.exit().code();
  }
}
