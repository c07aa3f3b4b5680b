package io.tributary.cli.command;

import io.tributary.cli.error.Called;
import io.tributary.cli.home.Home;
import io.tributary.cli.output.Console;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of every command, before or after its name. */
@Command
public abstract class RootOptions {
  private final Console console;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = Called.DEFAULT_HOME,
      description = "Where state lives (default: ./.tributary).")
  private Path home;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      scope = ScopeType.INHERIT,
      defaultValue = "table",
      description = "Form of the data: ${COMPLETION-CANDIDATES} (default: table).")
  private Format format;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print where in the code a failure came from.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Say what the command does and takes.")
  private boolean help;

  protected RootOptions(Console console) {
    this.console = console;
  }

  public final Console console() {
    return home == null ? console : console.at(home);
  }

  public final Home home() {
    return new Home(home);
  }

  public final Format format() {
    return format;
  }

  public final boolean debug() {
    return debug;
  }

  /** Whether help was asked for. */
  public final boolean help() {
    return help;
  }

  /** Prints data in the form asked for. */
  public final void print(Table table) {
    console().data(Render.render(table, format));
  }
}
