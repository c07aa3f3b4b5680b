package io.tributary.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.command.Answers;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.command.RunCommand;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.DataErrors;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.ParameterValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs a job as a federation of one process on the author's sample. */
@Command(
    name = "dry-run",
    description = {
      "Run a job on a sample of your own, as a federation of one process, and compare the answer"
          + " with plain Spark over the same rows."
    })
public final class DryRunCommand implements Callable<Integer> {
  private static final int FEWEST = 2;
  private static final int MOST = 50;

  @ParentCommand private JobsCommand parent;

  @Parameters(paramLabel = "DIR", description = "The job's folder, or the name of a catalogue job.")
  private String job;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "[INPUT=]FILE",
      description = "The sample, CSV or Parquet; for a job of several inputs one for each.")
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--split-by",
      paramLabel = "COLUMN",
      description = "Give each value of this column to a repository (default: split by record).")
  private Optional<String> splitBy = Optional.empty();

  @Option(
      names = "--repositories",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many repositories share the rows, 2 to 50 (default: 3).")
  private int repositories;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "NAME=VALUE",
      description = "A parameter of the job; repeat for more.")
  private List<String> parameters = new ArrayList<>();

  @Override
  public Integer call() {
    RootOptions root = parent.root();
    if (repositories < FEWEST || repositories > MOST) {
      throw UsageErrors.usage(
          "--repositories " + repositories + " is not possible",
          "a federation has two or more; a dry run takes at most " + MOST,
          "give a number from " + FEWEST + " to " + MOST);
    }
    Path folder = JobFolder.of(job);
    ObjectNode step = step(folder);
    try (AuthorTool tool = AuthorTool.warm()) {
      root.console().say("· reading the job");
      if (!tool.isInOrder(folder, job, root.console())) {
        return Exit.FAILED.code();
      }
      step.put("into", tool.folder("repositories").toString());
      checkParameters(folder);
      return told(root, run(tool, root, step));
    }
  }

  private void checkParameters(Path folder) {
    try {
      ParameterValues.check(Catalogue.definition(folder), RunCommand.parse(parameters));
    } catch (JobException e) {
      throw UsageErrors.badParameter(e.getMessage(), "askers can choose only what a job declares");
    }
  }

  private JsonNode run(AuthorTool tool, RootOptions root, ObjectNode step) {
    try {
      return tool.call("dry-run", step, e -> root.console().say("· " + e.path("doing").asText()));
    } catch (CliException e) {
      if (!e.code().equals("BAD_DATA")) {
        throw e;
      }
      if (e.getMessage().contains("' is missing;")) {
        throw UsageErrors.usage(
            e.getMessage(),
            "columns are found by their exact names",
            "rename it in the data, in job.yaml or in --split-by");
      }
      throw UsageErrors.usage(
          e.getMessage(),
          "the sample is read by the types that job.yaml declares; records count from 1 below the"
              + " header",
          "mend the file there, or type, rounding or nullable in job.yaml");
    }
  }

  private ObjectNode step(Path folder) {
    ObjectNode step = AuthorTool.step().put("job", folder.toAbsolutePath().toString());
    ObjectNode files = step.putObject("data");
    for (String one : data) {
      int at = one.indexOf('=');
      boolean named = at > 0 && one.substring(0, at).matches("[A-Za-z_][A-Za-z0-9_]*");
      Path file = Path.of(named ? one.substring(at + 1) : one);
      if (!Files.exists(file)) {
        throw DataErrors.noFile(file);
      }
      files.put(named ? one.substring(0, at) : "", file.toAbsolutePath().toString());
    }
    splitBy.ifPresent(column -> step.put("splitBy", column));
    step.put("repositories", repositories);
    ObjectNode given = step.putObject("parameters");
    RunCommand.parse(parameters).forEach(given::put);
    return step;
  }

  private int told(RootOptions root, JsonNode result) {
    DryRunReport report = new DryRunReport(result);
    if (root.format() == Format.json) {
      root.console().data(Render.json(result));
    } else {
      Answers.print(root, report.answer());
    }
    root.console().say("");
    report.lines().forEach(root.console()::say);
    if (!report.equal()) {
      return Exit.MISMATCH.code();
    }
    root.console().next("tributary jobs explain " + job, "tributary demo --job " + job + more());
    return Exit.OK.code();
  }

  private String more() {
    return data.size() == 1 && splitBy.isPresent()
        ? " --data " + data.get(0) + " --split-by " + splitBy.get()
        : data.size() == 1 ? " --data " + data.get(0) + " --split-by COLUMN" : "";
  }
}
