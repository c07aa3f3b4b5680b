package io.tributary.cli.command;

import io.tributary.cli.error.Exit;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Federation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** A party's log. */
@Command(name = "logs", description = "Print the log of a party.")
public final class LogsCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Parameters(paramLabel = "PARTY", description = "Its id, see `tributary status`.")
  private String party;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "200",
      description = "At most so many lines from the end (default: 200).")
  private int lines;

  @Override
  public Integer call() {
    List<String> known =
        Federation.read(root.home()).parties().stream()
            .filter(Federation.Member::process)
            .map(Federation.Member::id)
            .toList();
    if (lines < 1) {
      throw UsageErrors.usage("--lines " + lines + " is not possible", "", "give a number from 1");
    }
    if (!known.contains(party)) {
      throw UsageErrors.unknownParty(party, known);
    }
    Path log = root.home().log(party);
    root.console().say(log.toString());
    try {
      List<String> all =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      for (String line : all.subList(Math.max(0, all.size() - lines), all.size())) {
        root.console().data(line + "\n");
      }
    } catch (IOException e) {
      throw HomeErrors.badFile(log, Failures.reason(e));
    }
    return Exit.OK.code();
  }
}
