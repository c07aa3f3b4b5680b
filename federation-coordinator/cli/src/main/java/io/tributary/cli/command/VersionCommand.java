package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.output.Table;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Versions, for a report. */
@Command(name = "version", description = "Show versions of Tributary, Java and the system.")
public final class VersionCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Override
  public Integer call() {
    root.print(
        Table.of("part", "version")
            .row("tributary", version())
            .row("java", System.getProperty("java.version"))
            .row("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
            .build());
    return Exit.OK.code();
  }

  private static String version() {
    return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
