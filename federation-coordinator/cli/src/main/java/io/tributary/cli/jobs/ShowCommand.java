package io.tributary.cli.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.command.RootOptions;
import io.tributary.cli.error.Exit;
import io.tributary.cli.jobs.explain.ColumnText;
import io.tributary.cli.jobs.explain.Prose;
import io.tributary.cli.output.Console;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** One job: what it asks, what an asker may choose, its facts. */
@Command(name = "show", description = "Show what a job asks, takes and answers.")
public final class ShowCommand implements Callable<Integer> {
  @ParentCommand private JobsCommand parent;

  @Parameters(paramLabel = "JOB", description = "Its name, or its folder.")
  private String job;

  @Override
  public Integer call() {
    RootOptions root = parent.root();
    Path folder = JobFolder.of(job);
    JobDefinition definition = Catalogue.definition(folder);
    List<ParameterHelp> parameters = ParameterHelp.of(definition);
    if (root.format() == Format.json) {
      root.console().data(Render.json(json(folder, definition, parameters)));
    } else if (root.format() == Format.csv) {
      root.print(table(parameters));
    } else {
      print(root.console(), folder, definition, parameters);
      root.console().next("tributary jobs explain " + job, "tributary run " + asked(definition));
    }
    return Exit.OK.code();
  }

  private static String asked(JobDefinition definition) {
    StringBuilder words = new StringBuilder(definition.name());
    ParameterHelp.of(definition).forEach(p -> words.append(' ').append(p.example()));
    return words + " --wait";
  }

  private static void print(
      Console console, Path folder, JobDefinition job, List<ParameterHelp> parameters) {
    readme(folder).ifPresent(text -> console.data(text.strip() + "\n\n"));
    console.data("job           " + job.name() + ": " + job.title() + "\n");
    console.data("folder        " + folder + "\n");
    console.data("digest        " + digest(folder).orElse("none yet: it is not compiled") + "\n");
    console.data("asks          " + roster(job) + "\n");
    console.data(
        "limits        "
            + Prose.grouped(job.limits().rows())
            + " rows and "
            + Prose.count(job.limits().seconds(), "second")
            + " at each repository\n\n");
    console.data(Render.render(columns(job), Format.table));
    console.data("\n" + (parameters.isEmpty() ? "It takes no parameters.\n" : "parameters\n"));
    parameters.forEach(p -> console.data(text(p)));
  }

  private static String text(ParameterHelp p) {
    String standard = p.standard().isEmpty() ? "must be given" : "default " + p.standard();
    String meaning = p.meaning().isEmpty() ? "" : Prose.wrapped(p.meaning(), 4);
    return "  "
        + p.name()
        + "  ("
        + p.type()
        + ", "
        + p.allowed()
        + "; "
        + standard
        + ")\n"
        + meaning
        + ("    " + p.example() + "\n");
  }

  private static String roster(JobDefinition job) {
    String who =
        job.repositories().rule() == JobDefinition.Repositories.Rule.ALL
            ? "all registered repositories"
            : "all repositories, or those the asker names";
    return who
        + "; at least "
        + job.repositories().minimum()
        + " organisations must contribute, at most "
        + Prose.grouped(job.repositories().maximum());
  }

  private static Table columns(JobDefinition job) {
    Table.Builder table = Table.of("table", "column", "type", "null", "bounds");
    for (Input input : job.inputs()) {
      for (Column column : input.columns()) {
        table.row(
            input.name(),
            column.name(),
            column.type().toString(),
            column.nullable() ? "yes" : "no",
            column.bounds().map(b -> ColumnText.bounds(column)).orElse(""));
      }
    }
    return table.build();
  }

  private static Table table(List<ParameterHelp> parameters) {
    Table.Builder table = Table.of("parameter", "type", "allowed", "default", "example", "meaning");
    for (ParameterHelp p : parameters) {
      table.row(p.name(), p.type(), p.allowed(), p.standard(), p.example(), p.meaning());
    }
    return table.build();
  }

  private static ObjectNode json(Path folder, JobDefinition job, List<ParameterHelp> parameters) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("job", job.name()).put("title", job.title()).put("folder", folder.toString());
    digest(folder).ifPresent(digest -> node.put("digest", digest));
    node.put("minimum", job.repositories().minimum());
    text(folder, JobPackage.QUERY).ifPresent(sql -> node.put("sql", sql));
    node.set("columns", Render.array(columns(job)));
    node.set("parameters", Render.array(table(parameters)));
    return node;
  }

  private static Optional<String> readme(Path folder) {
    return text(folder, JobPackage.README);
  }

  private static Optional<String> text(Path folder, String file) {
    try {
      return Optional.of(Files.readString(folder.resolve(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Of the exact bytes that vetters sign; there is none before the job is compiled. */
  private static Optional<String> digest(Path folder) {
    try {
      JobPackage files = JobPackage.read(folder);
      return Optional.of(files.compiled().name()).map(name -> files.digest().hex());
    } catch (JobException e) {
      return Optional.empty();
    }
  }
}
