package io.tributary.cli.bench;

import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.jobs.AuthorTool;
import io.tributary.protocol.job.JobPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** How long four nodes take to decide which of many groups are shown. */
@Command(
    name = "release",
    description = {
      "Time a run that hides small groups: 10,000 groups of five sums and a count, four nodes.",
      "Starts a federation of its own with synthetic rows; takes some minutes."
    })
final class ReleaseBenchCommand implements Callable<Integer> {
  /** Rows enough for groups of every size; only compute depends on them. */
  private static final double SCALE = 0.05;

  private static final List<String> FILES =
      List.of(JobPackage.DEFINITION, JobPackage.QUERY, JobPackage.README);

  @ParentCommand private BenchCommand parent;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often the question is timed; two more rounds warm up (default: 5).")
  private int rounds;

  @Override
  public Integer call() {
    RootOptions root = parent.root();
    Limits.check(SCALE, rounds);
    try (BenchFolder folder = BenchFolder.make(root.console(), root.home())) {
      Path job = folder.home().folder().resolve("job");
      unpack(job);
      try (AuthorTool tool = AuthorTool.cold()) {
        tool.compile(job, false);
      }
      return parent.measure(SCALE, rounds, List.of(job.toString()));
    }
  }

  private static void unpack(Path job) {
    try {
      Files.createDirectories(job);
      for (String file : FILES) {
        try (InputStream in = ReleaseBenchCommand.class.getResourceAsStream("release/" + file)) {
          Files.copy(in, job.resolve(file));
        }
      }
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(job, e);
    }
  }
}
