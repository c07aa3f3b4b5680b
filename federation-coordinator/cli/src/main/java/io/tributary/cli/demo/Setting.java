package io.tributary.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.CliErrors;
import io.tributary.cli.home.Home;
import io.tributary.cli.local.FederationSpec;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.LocalFederation;
import io.tributary.cli.local.LocalFederation.Repository;
import io.tributary.cli.local.SparkTool;
import io.tributary.cli.local.Vetting;
import io.tributary.cli.output.Console;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A federation with data in it and jobs vetted: what {@code demo} and {@code up} have in common.
 * Spark splits and imports while chain, relay and parties start.
 */
public final class Setting implements AutoCloseable {
  private final LocalFederation federation;
  private final SparkTool tool;
  private final List<JobPackage> jobs;
  private final List<Path> folders;
  private final SortedMap<String, Long> rows;
  private final double importSeconds;

  private Setting(
      LocalFederation federation,
      SparkTool tool,
      List<JobPackage> jobs,
      List<Path> folders,
      SortedMap<String, Long> rows,
      double importSeconds) {
    this.federation = federation;
    this.tool = tool;
    this.jobs = jobs;
    this.folders = folders;
    this.rows = rows;
    this.importSeconds = importSeconds;
  }

  /** Starts everything; on failure nothing is left running that is attached. */
  public static Setting start(
      Console console, FederationSpec spec, DataSource data, List<String> jobNames) {
    return start(console, spec, data, jobNames, chosen -> {});
  }

  /**
   * The same.
   *
   * @param check may refuse the jobs chosen, before anything but Spark has started
   */
  static Setting start(
      Console console,
      FederationSpec spec,
      DataSource data,
      List<String> jobNames,
      Consumer<List<JobDefinition>> check) {
    Installation installation = spec.installation();
    Catalogue catalogue = Catalogue.in(installation.catalogue());
    List<JobChoice.Chosen> named = JobChoice.named(catalogue, jobNames);
    SparkTool tool = SparkTool.start(installation, spec.home().party("spark-tool"));
    LocalFederation federation = null;
    try {
      List<JobChoice.Chosen> chosen = chosen(catalogue, named, data, tool);
      check.accept(chosen.stream().map(JobChoice.Chosen::definition).toList());
      List<Path> folders = copies(chosen, spec.home(), tool);
      Stopwatch importing = new Stopwatch();
      tool.ask(data.step(), importRequest(data, folders, spec.home()));
      console.say("reading the data; starting the relay (Kafka) and the ledger (Ethereum)");
      federation = LocalFederation.found(spec);
      federation.adopt(tool.pid());
      List<Repository> repositories = repositories(tool.known());
      console.say(
          "entering the repositories on the ledger, starting sink, coordinator and "
              + spec.nodes()
              + " nodes");
      federation.enrol(repositories);
      federation.startServices();
      SortedMap<String, Long> rows = rows(tool.answer(), console);
      double importSeconds = importing.seconds();
      console.say("starting " + repositories.size() + " repositories, each with its own Spark");
      federation.startAgents();
      List<JobPackage> jobs = folders.stream().map(Catalogue::read).toList();
      Vetting vetting = Vetting.in(federation);
      for (JobPackage job : jobs) {
        vetting.vet(job);
        console.say("job " + job.definition().name() + " vetted: " + job.digest());
      }
      return new Setting(federation, tool, jobs, folders, rows, importSeconds);
    } catch (RuntimeException e) {
      RuntimeException told =
          federation == null
              ? e
              : federation.casualty().<RuntimeException>map(died -> died).orElse(e);
      tool.close();
      if (federation != null) {
        federation.destroy();
      }
      throw told;
    }
  }

  /** Plain Spark's answer over the pooled rows, and the seconds the query alone takes it. */
  public record Pooled(Answer answer, double seconds) {}

  public Pooled pooled(int job, SortedMap<String, String> parameters) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode one = request.putArray("jobs").addObject();
    one.put("job", folders.get(job).toString());
    ObjectNode values = one.putObject("parameters");
    parameters.forEach(values::put);
    ArrayNode repositories = request.putArray("repositories");
    rows.keySet().forEach(repositories::add);
    request.put("into", tables(federation.home())).put("time", true);
    JsonNode answer = tool.call("pooled", request).path("answers").path(0);
    return new Pooled(
        Answer.fromJson(answer.path("answer").toString()), answer.path("seconds").asDouble());
  }

  public LocalFederation federation() {
    return federation;
  }

  public List<JobPackage> jobs() {
    return jobs;
  }

  SortedMap<String, Long> rows() {
    return rows;
  }

  double importSeconds() {
    return importSeconds;
  }

  @Override
  public void close() {
    tool.close();
    federation.close();
  }

  /**
   * Which jobs to ask; a file that none or not all of them fit is refused before anything starts.
   */
  private static List<JobChoice.Chosen> chosen(
      Catalogue catalogue, List<JobChoice.Chosen> named, DataSource data, SparkTool tool) {
    if (data.generated()) {
      return JobChoice.generated(catalogue, named);
    }
    List<String> columns = data.columns().orElseGet(() -> parquetColumns(data, tool));
    data.requireColumn(columns);
    return named.isEmpty()
        ? JobChoice.fitting(catalogue, columns, data)
        : JobChoice.requireFit(named, columns, data.name());
  }

  private static List<String> parquetColumns(DataSource data, SparkTool tool) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("data", data.file().orElseThrow().toString()).putArray("jobs");
    List<String> columns = new ArrayList<>();
    tool.call("check-inputs", request)
        .path("columns")
        .forEach(column -> columns.add(column.asText()));
    return columns;
  }

  private static List<Repository> repositories(JsonNode split) {
    List<Repository> repositories = new ArrayList<>();
    for (JsonNode one : split.path("repositories")) {
      repositories.add(new Repository(one.path("id").asText(), one.path("label").asText()));
    }
    return repositories;
  }

  /** The federation's own copies: what is vetted cannot change under it. */
  private static List<Path> copies(List<JobChoice.Chosen> chosen, Home home, SparkTool tool) {
    List<Path> folders = new ArrayList<>();
    for (JobChoice.Chosen job : chosen) {
      Path folder = home.jobs().resolve(job.definition().name());
      try {
        Home.make(folder);
        for (String file : JobPackage.files(job.definition())) {
          Path source = job.folder().resolve(file);
          if (Files.isRegularFile(source)) {
            Files.write(folder.resolve(file), Files.readAllBytes(source));
          }
        }
        if (!Files.exists(folder.resolve(JobPackage.README))) {
          Files.writeString(folder.resolve(JobPackage.README), job.definition().title() + "\n");
        }
      } catch (IOException e) {
        throw CliErrors.cannotWrite(folder, e);
      }
      if (!Files.exists(folder.resolve(JobPackage.COMPILED))) {
        compile(folder, tool);
      }
      folders.add(folder);
    }
    return folders;
  }

  private static void compile(Path folder, SparkTool tool) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.putArray("jobs").add(folder.toString());
    tool.call("compile", request);
  }

  private static ObjectNode importRequest(DataSource data, List<Path> folders, Home home) {
    ObjectNode request = data.request().put("into", tables(home));
    ArrayNode jobs = request.putArray("jobs");
    folders.forEach(folder -> jobs.add(folder.toString()));
    return request;
  }

  private static String tables(Home home) {
    return home.tables("{repository}").toString();
  }

  private static SortedMap<String, Long> rows(JsonNode imported, Console console) {
    SortedMap<String, Long> rows = new TreeMap<>();
    for (JsonNode one : imported.path("repositories")) {
      String id = one.path("id").asText();
      rows.put(id, one.path("rows").asLong());
      console.say(
          String.format(
              java.util.Locale.ROOT,
              "  %-8s %,10d rows  %s",
              id,
              rows.get(id),
              one.path("label").asText()));
    }
    return rows;
  }
}
