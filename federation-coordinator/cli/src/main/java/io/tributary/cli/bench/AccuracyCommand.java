package io.tributary.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.DataErrors;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.jobs.AuthorTool;
import io.tributary.cli.jobs.JobFolder;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What privacy costs in accuracy: noise of several epsilons, and groups hidden below several k. */
@Command(
    name = "accuracy",
    description = {
      "Show on a sample of your own what noise and hidden groups cost a job in accuracy.",
      "Each row is taken for a subject; at delta 0.000001; nothing leaves this machine."
    })
final class AccuracyCommand implements Callable<Integer> {
  @ParentCommand private BenchCommand parent;

  @Option(
      names = "--job",
      required = true,
      paramLabel = "JOB",
      description = "A job that counts and adds up, by name or folder.")
  private String job;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "The sample, CSV or Parquet.")
  private Path data;

  @Option(
      names = "--split-by",
      paramLabel = "COLUMN",
      description = "Give each value of this column to a repository (default: split by record).")
  private Optional<String> splitBy = Optional.empty();

  @Option(
      names = "--repositories",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many repositories share the rows, 2 to 50 (default: 4).")
  private int repositories;

  @Option(
      names = "--epsilon",
      split = ",",
      paramLabel = "E",
      defaultValue = "0.1,0.3,1,3,10",
      description = "What one answer may cost, several times (default: 0.1,0.3,1,3,10).")
  private List<Double> epsilons = new ArrayList<>();

  @Option(names = "--svg", paramLabel = "FILE", description = "Also draw the errors over epsilon.")
  private Optional<Path> svg = Optional.empty();

  @Override
  public Integer call() {
    RootOptions root = parent.root();
    check();
    JsonNode result;
    try (AuthorTool tool = AuthorTool.warm()) {
      ObjectNode step = step().put("into", tool.folder("repositories").toString());
      result = tool.call("accuracy", step, early -> {});
    }
    svg.ifPresent(file -> draw(file, result));
    if (root.format() == Format.json) {
      root.console().data(Render.json(result));
      return 0;
    }
    root.console().say(words(result));
    root.print(noise(result));
    root.console().data("\n");
    root.print(hidden(result));
    return 0;
  }

  private void check() {
    if (repositories < 2 || repositories > 50) {
      throw UsageErrors.usage(
          "--repositories " + repositories + " is not possible",
          "a federation has two or more; here at most 50",
          "give a number from 2 to 50");
    }
    if (epsilons.stream().anyMatch(e -> !(e >= 0.001 && e <= 20))) {
      throw UsageErrors.usage(
          "--epsilon is out of range", "jobs allow 0.001 to 20", "give numbers within that");
    }
    if (!Files.exists(data)) {
      throw DataErrors.noFile(data);
    }
  }

  private ObjectNode step() {
    ObjectNode step = AuthorTool.step();
    step.put("job", JobFolder.of(job).toAbsolutePath().toString());
    step.putObject("data").put("", data.toAbsolutePath().toString());
    splitBy.ifPresent(column -> step.put("splitBy", column));
    step.put("repositories", repositories);
    epsilons.stream().sorted().forEach(step.withArray("epsilons")::add);
    List.of(5, 10, 20).forEach(step.withArray("sizes")::add);
    return step;
  }

  private static String words(JsonNode result) {
    return String.format(
        Locale.ROOT,
        "%s: %,d rows at %d repositories in %d groups; errors are of the %d groups of 20 rows or"
            + " more, over 100 draws",
        result.path("job").asText(),
        result.path("rows").asLong(),
        result.path("repositories").asInt(),
        result.path("groups").asInt(),
        result.path("measured").asInt());
  }

  private static Table noise(JsonNode result) {
    Table.Builder table = Table.of("epsilon", "rho", "median error of counts", "of sums");
    for (JsonNode one : result.path("noise")) {
      table.row(
          one.path("epsilon").asText(),
          one.path("rho").asText(),
          percent(one.path("counts")),
          percent(one.path("sums")));
    }
    return table.build();
  }

  private static Table hidden(JsonNode result) {
    Table.Builder table = Table.of("k", "groups hidden", "rows hidden");
    for (JsonNode one : result.path("hidden")) {
      table.row(one.path("k").asInt(), percent(one.path("groups")), percent(one.path("rows")));
    }
    return table.build();
  }

  private static String percent(JsonNode share) {
    double percent = 100 * share.asDouble();
    return String.format(Locale.ROOT, percent < 10 ? "%.2f %%" : "%.0f %%", percent);
  }

  private static void draw(Path file, JsonNode result) {
    ErrorPlot plot = new ErrorPlot(words(result));
    for (String kind : List.of("counts", "sums")) {
      List<double[]> points = new ArrayList<>();
      result
          .path("noise")
          .forEach(
              one ->
                  points.add(
                      new double[] {one.path("epsilon").asDouble(), one.path(kind).asDouble()}));
      plot.line(kind, points);
    }
    try {
      Files.writeString(file, plot.svg());
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(file, e);
    }
  }
}
