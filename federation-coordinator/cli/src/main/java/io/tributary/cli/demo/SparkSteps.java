package io.tributary.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.LocalFederation.Repository;
import io.tributary.cli.local.SparkTool;
import io.tributary.protocol.job.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/** What a federation on this machine asks of the one Spark process beside it. */
final class SparkSteps {
  private final SparkTool tool;
  private final DataSource data;
  private final Home home;

  SparkSteps(SparkTool tool, DataSource data, Home home) {
    this.tool = tool;
    this.data = data;
    this.home = home;
  }

  /** A repository's part of the data. */
  record Imported(String id, String label, long rows) {}

  /** Plain Spark's answer over the pooled rows, and the seconds the query alone takes it. */
  record Pooled(Answer answer, double seconds) {}

  /** The column names of the data. */
  List<String> columns() {
    return data.columns().orElseGet(this::parquetColumns);
  }

  private List<String> parquetColumns() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("data", data.file().orElseThrow().toString()).putArray("jobs");
    List<String> columns = new ArrayList<>();
    tool.call("check-inputs", request)
        .path("columns")
        .forEach(column -> columns.add(column.asText()));
    return columns;
  }

  /** Writes the compiled form beside a job. */
  void compile(Path folder) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.putArray("jobs").add(folder.toString());
    tool.call("compile", request);
  }

  /** Begins to split and import; what comes of it is fetched by the next two. */
  void startImport(List<Path> folders) {
    ObjectNode request = data.request().put("into", tables());
    ArrayNode jobs = request.putArray("jobs");
    folders.forEach(folder -> jobs.add(folder.toString()));
    tool.ask(data.step(), request);
  }

  /** The repositories, known before their rows are written. */
  List<Repository> split() {
    List<Repository> repositories = new ArrayList<>();
    for (JsonNode one : tool.known().path("repositories")) {
      repositories.add(new Repository(one.path("id").asText(), one.path("label").asText()));
    }
    return repositories;
  }

  List<Imported> imported() {
    List<Imported> imported = new ArrayList<>();
    for (JsonNode one : tool.answer().path("repositories")) {
      imported.add(
          new Imported(
              one.path("id").asText(), one.path("label").asText(), one.path("rows").asLong()));
    }
    return imported;
  }

  Pooled pooled(Path job, SortedMap<String, String> parameters, Collection<String> repositories) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode one = request.putArray("jobs").addObject();
    one.put("job", job.toString());
    ObjectNode values = one.putObject("parameters");
    parameters.forEach(values::put);
    ArrayNode ids = request.putArray("repositories");
    repositories.forEach(ids::add);
    request.put("into", tables()).put("time", true);
    JsonNode answer = tool.call("pooled", request).path("answers").path(0);
    return new Pooled(
        Answer.fromJson(answer.path("answer").toString()), answer.path("seconds").asDouble());
  }

  private String tables() {
    return home.tables("{repository}").toString();
  }
}
