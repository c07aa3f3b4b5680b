package io.tributary.cli.bench;

import io.tributary.cli.command.RootOptions;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** How long a federated run takes, phase by phase, and plain Spark over the same rows. */
@Command(
    name = "bench",
    subcommands = {LocalBenchCommand.class, ReleaseBenchCommand.class, AccuracyCommand.class},
    description = {
      "Time federated runs against plain Spark over the same rows in one table, phase by phase.",
      "Starts a federation of its own with generated rows; takes some minutes."
    })
public final class BenchCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "0.2",
      description = "TPC-H scale factor of the rows (default: 0.2, 1.2 million line items).")
  private double scale;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each question is timed; two more rounds warm up (default: 5).")
  private int rounds;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      defaultValue = "tpch-q1",
      description = "A job over line items, by name or folder; repeat for more (default: tpch-q1).")
  private List<String> jobs = new ArrayList<>();

  RootOptions root() {
    return root;
  }

  @Override
  public Integer call() {
    Limits.check(scale, rounds);
    return measure(scale, rounds, jobs);
  }

  /** Measures and prints. */
  int measure(double scale, int rounds, List<String> jobs) {
    BenchReport report =
        new Bench(root.console(), root.home(), pause -> Thread.sleep(pause.toMillis()))
            .run(scale, rounds, jobs);
    if (root.format() == Format.json) {
      root.console().data(Render.json(report.json()));
    } else {
      print(report);
    }
    return 0;
  }

  private void print(BenchReport report) {
    for (String job : report.jobs()) {
      if (root.format() == Format.table) {
        root.console().data("\n" + job + "\n" + Render.render(report.table(job), Format.table));
        report.words(job).forEach(line -> root.console().data(line + "\n"));
      } else {
        root.print(report.table(job));
      }
    }
  }
}
