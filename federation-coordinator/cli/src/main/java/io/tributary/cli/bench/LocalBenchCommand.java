package io.tributary.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.jobs.JobFolder;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What one repository's part costs, against plain Spark over the same table. */
@Command(
    name = "local",
    description = {
      "Time what one repository computes for a job against the author's SQL in plain Spark.",
      "One process, one table, by turns; no federation, no shares."
    })
final class LocalBenchCommand implements Callable<Integer> {
  @ParentCommand private BenchCommand parent;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "TPC-H scale factor of the rows (default: 1, six million line items).")
  private double scale;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "How often each is timed; two more rounds warm up (default: 7).")
  private int rounds;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = "A job over line items; repeat for more (default: tpch-q1 and tpch-q6).")
  private List<String> jobs = new ArrayList<>();

  @Override
  public Integer call() {
    Limits.check(scale, rounds);
    RootOptions root = parent.root();
    List<String> names = jobs.isEmpty() ? List.of("tpch-q1", "tpch-q6") : jobs;
    ArrayNode measured =
        new LocalBench(root.console(), root.home())
            .run(scale, rounds, names.stream().map(JobFolder::of).toList());
    if (root.format() == Format.json) {
      root.console().data(Render.json(measured));
    } else {
      root.print(table(measured));
    }
    return 0;
  }

  private static Table table(ArrayNode measured) {
    Table.Builder table =
        Table.of("job", "cells", "seconds of", "plain", "local plan", "ratio", "least", "most");
    for (JsonNode job : measured) {
      row(table, job, "wall", "the clock");
      row(table, job, "processor", "processors");
    }
    return table.build();
  }

  private static void row(Table.Builder table, JsonNode job, String kind, String words) {
    JsonNode seconds = job.path(kind);
    List<BigDecimal> ratios =
        StreamSupport.stream(seconds.path("ratios").spliterator(), false)
            .map(LocalBenchCommand::rounded)
            .sorted()
            .toList();
    table.row(
        job.path("job").asText(),
        job.path("cells").asLong(),
        words,
        rounded(seconds.path("plain")),
        rounded(seconds.path("local")),
        rounded(seconds.path("ratio")),
        ratios.get(0),
        ratios.get(ratios.size() - 1));
  }

  private static BigDecimal rounded(JsonNode number) {
    return BigDecimal.valueOf(number.asDouble()).setScale(2, RoundingMode.HALF_UP);
  }
}
