package io.tributary.cli.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.Exit;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.jobs.explain.Explanation;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.job.CompiledJob;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Says in words what a job does. */
@Command(name = "explain", description = "Say in words what a job does and who learns what.")
public final class ExplainCommand implements Callable<Integer> {
  private static final int FEWEST = 2;
  private static final int MOST = 50;

  @ParentCommand private JobsCommand parent;

  @Parameters(paramLabel = "DIR", description = "The job's folder, or the name of a catalogue job.")
  private String job;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many nodes the costs are given for (default: 3).")
  private int nodes;

  @Override
  public Integer call() {
    RootOptions root = parent.root();
    if (nodes < FEWEST || nodes > MOST) {
      throw UsageErrors.usage(
          "--nodes " + nodes + " is not possible",
          "sums are shared among two or more",
          "give a number from " + FEWEST + " to " + MOST);
    }
    Path folder = JobFolder.of(job);
    try (AuthorTool tool = AuthorTool.cold()) {
      if (!tool.isInOrder(folder, job, root.console())) {
        return Exit.FAILED.code();
      }
      String compiled =
          tool.call("explain", AuthorTool.step().put("job", folder.toAbsolutePath().toString()))
              .path("compiled")
              .asText();
      root.console().data(root.format() == Format.json ? json(compiled) : text(folder, compiled));
    }
    root.console().next("tributary jobs dry-run " + job + " --data FILE");
    return Exit.OK.code();
  }

  private String text(Path folder, String compiled) {
    CompiledJob parsed = CompiledJob.parse(compiled.getBytes(StandardCharsets.UTF_8));
    return Explanation.of(Catalogue.definition(folder), parsed, nodes);
  }

  private static String json(String compiled) {
    try {
      return Render.json(new ObjectMapper().readTree(compiled));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the compiled form is JSON", e);
    }
  }
}
