package io.tributary.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.Exit;
import io.tributary.cli.local.Installation;
import io.tributary.cli.output.Format;
import io.tributary.cli.output.Render;
import io.tributary.cli.output.Table;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.JobPackage;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Job folders on this machine, vetted or not. */
@Command(
    name = "jobs",
    description = "Show the job folders on this machine.",
    subcommands = {JobsCommand.ListCommand.class, JobsCommand.ShowCommand.class})
public final class JobsCommand implements Callable<Integer> {
  @ParentCommand private RootOptions root;

  @Override
  public Integer call() {
    return list(root);
  }

  private static int list(RootOptions root) {
    Table.Builder table = Table.of("job", "asks", "tables", "parameters");
    for (JobPackage job : catalogue().all().values()) {
      JobDefinition definition = job.definition();
      table.row(
          definition.name(),
          definition.title(),
          String.join(" ", definition.inputs().stream().map(JobDefinition.Input::name).toList()),
          String.join(" ", definition.parameters().stream().map(Parameter::name).toList()));
    }
    root.print(table.build());
    root.console().next("tributary jobs show JOB", "tributary demo");
    return Exit.OK.code();
  }

  private static Catalogue catalogue() {
    return Catalogue.in(Installation.current().catalogue());
  }

  /** All of them. */
  @Command(name = "list", description = "List them.")
  public static final class ListCommand implements Callable<Integer> {
    @ParentCommand private JobsCommand parent;

    @Override
    public Integer call() {
      return list(parent.root);
    }
  }

  /** One of them. */
  @Command(name = "show", description = "Show what a job asks, takes and answers.")
  public static final class ShowCommand implements Callable<Integer> {
    @ParentCommand private JobsCommand parent;

    @Parameters(paramLabel = "JOB", description = "Its name, or its folder.")
    private String job;

    @Override
    public Integer call() {
      Catalogue catalogue = catalogue();
      JobPackage found = Catalogue.read(catalogue.folder(job));
      JobDefinition definition = found.definition();
      RootOptions root = parent.root;
      if (root.format() == Format.json) {
        root.console().data(Render.json(json(found, definition)));
        return Exit.OK.code();
      }
      Table parameters = parameters(definition);
      if (root.format() == Format.csv) {
        root.print(parameters);
        return Exit.OK.code();
      }
      root.console().data(found.readme().strip() + "\n\n");
      root.console().data("job digest: " + found.digest() + "\n");
      root.console()
          .data(
              "minimum of contributing organisations: "
                  + definition.repositories().minimum()
                  + "\n\n");
      root.print(columns(definition));
      if (!definition.parameters().isEmpty()) {
        root.console().data("\n");
        root.print(parameters);
      }
      root.console().next("tributary run " + definition.name() + example(definition) + " --wait");
      return Exit.OK.code();
    }

    private static String example(JobDefinition definition) {
      StringBuilder text = new StringBuilder();
      for (Parameter parameter : definition.parameters()) {
        text.append(" --param ").append(parameter.name()).append('=');
        text.append(
            parameter.defaultValue().map(parameter.type()::write).orElse(parameter.type() + ""));
      }
      return text.toString();
    }

    private static Table columns(JobDefinition definition) {
      Table.Builder table = Table.of("table", "column", "type", "null", "bounds");
      for (JobDefinition.Input input : definition.inputs()) {
        for (JobDefinition.Column column : input.columns()) {
          table.row(
              input.name(),
              column.name(),
              column.type().toString(),
              column.nullable() ? "yes" : "no",
              column.bounds().map(b -> b.lower() + " to " + b.upper()).orElse(""));
        }
      }
      return table.build();
    }

    private static Table parameters(JobDefinition definition) {
      Table.Builder table = Table.of("parameter", "type", "allowed", "default", "meaning");
      for (Parameter parameter : definition.parameters()) {
        table.row(
            parameter.name(),
            parameter.type().toString(),
            allowed(parameter),
            parameter.defaultValue().map(parameter.type()::write).orElse(""),
            parameter.description());
      }
      return table.build();
    }

    private static String allowed(Parameter parameter) {
      return parameter
          .range()
          .map(r -> parameter.type().write(r.lower()) + " to " + parameter.type().write(r.upper()))
          .orElse(
              String.join(" ", parameter.values().stream().map(parameter.type()::write).toList()));
    }

    private static ObjectNode json(JobPackage found, JobDefinition definition) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("job", definition.name());
      node.put("title", definition.title());
      node.put("digest", found.digest().hex());
      node.put("minimum", definition.repositories().minimum());
      node.put("sql", found.sql());
      node.set("columns", rows(columns(definition)));
      node.set("parameters", rows(parameters(definition)));
      return node;
    }

    private static ArrayNode rows(Table table) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (List<Object> row : table.rows()) {
        ObjectNode object = array.addObject();
        for (int i = 0; i < row.size(); i++) {
          object.set(table.columns().get(i), Render.value(row.get(i)));
        }
      }
      return array;
    }
  }
}
