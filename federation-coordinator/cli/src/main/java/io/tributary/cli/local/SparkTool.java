package io.tributary.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.DataErrors;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.home.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The one process of the asker's side that has Spark: imports data, answers over the pooled rows,
 * compiles jobs. Requests and answers are JSON lines over its pipes; the end of the pipe ends it.
 */
public final class SparkTool implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAIN = "io.tributary.jobspark.tool.SparkTool";

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;
  private final ProcessSpec spec;
  private int last;

  private SparkTool(ProcessSpec spec, Process process) {
    this.spec = spec;
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts it; Spark comes up while the caller does something else. */
  public static SparkTool start(Installation installation, Path folder) {
    return start(installation, folder, "serve");
  }

  /** Starts it for steps that may need no Spark session; one comes up when a step asks for it. */
  public static SparkTool startCold(Installation installation, Path folder) {
    return start(installation, folder, "serve-cold");
  }

  /** The options of a local repository's agent that decide how fast it is. */
  public static List<String> agentOptions() {
    return JvmCommand.small(PartyKind.REPOSITORY.heap());
  }

  /** Starts it with options of the caller's, such as {@link #steadyOptions}. */
  public static SparkTool start(Installation installation, Path folder, List<String> settings) {
    return start(installation, folder, "serve", settings);
  }

  /** The options of a process that works for long, as an operator would run an agent. */
  public static List<String> steadyOptions() {
    return JvmCommand.steady("2g");
  }

  private static SparkTool start(Installation installation, Path folder, String mode) {
    return start(installation, folder, mode, JvmCommand.small("768m"));
  }

  private static SparkTool start(
      Installation installation, Path folder, String mode, List<String> settings) {
    return start(
        new ProcessSpec(
            "spark-tool",
            JvmCommand.of(
                installation,
                "repository-agent",
                settings,
                folder.resolve("tmp"),
                true,
                MAIN,
                List.of(mode)),
            folder));
  }

  static SparkTool start(ProcessSpec spec) {
    List<String> command = new ArrayList<>();
    PartyProcess.onPath("setsid").ifPresent(path -> command.add(path.toString()));
    command.addAll(spec.command());
    try {
      Home.make(spec.folder().resolve("tmp"));
      return new SparkTool(
          spec,
          new ProcessBuilder(command)
              .directory(spec.folder().toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(spec.log().toFile()))
              .start());
    } catch (IOException e) {
      throw ProcessErrors.cannotStart(spec.name(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Sends a step; its answer is fetched by {@link #answer}. */
  public void ask(String kind, ObjectNode step) {
    step.put("kind", kind).put("id", ++last);
    try {
      requests.write(step + "\n");
      requests.flush();
    } catch (IOException e) {
      throw died();
    }
  }

  /**
   * The result of the last step; a failure it reports is thrown as the person's error. What is
   * known early is taken too, unless {@link #known} was called before.
   */
  public JsonNode answer() {
    return answer(early -> {});
  }

  /** The same; what is known early is told as it comes. */
  public JsonNode answer(Consumer<JsonNode> early) {
    while (true) {
      JsonNode line = line();
      if (line.has("ok")) {
        return checked(line);
      }
      early.accept(line.path("known"));
    }
  }

  /** What the last step knows early, or its result if that comes first. */
  public JsonNode known() {
    JsonNode line = line();
    return line.has("known") ? line.path("known") : checked(line);
  }

  /** Both in one. */
  public JsonNode call(String kind, ObjectNode step) {
    ask(kind, step);
    return answer();
  }

  private JsonNode line() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        JsonNode answer = JSON.readTree(line);
        if (answer.path("id").asInt() == last) {
          return answer;
        }
      }
      throw died();
    } catch (IOException e) {
      throw died();
    }
  }

  private JsonNode checked(JsonNode answer) {
    if (answer.path("ok").asBoolean()) {
      return answer.path("result");
    }
    JsonNode error = answer.path("error");
    String message = error.path("message").asText("the Spark process failed");
    throw switch (error.path("code").asText()) {
      case "BAD_DATA", "USAGE" -> DataErrors.unreadableData(message);
      case "BAD_JOB" -> UsageErrors.badJob(message, problems(error));
      default -> ProcessErrors.sparkFailed(message, "", "see " + spec.log());
    };
  }

  private static String problems(JsonNode error) {
    StringBuilder text = new StringBuilder();
    for (JsonNode problem : error.path("problems")) {
      text.append(text.isEmpty() ? "" : "\n")
          .append("line ")
          .append(problem.path("line").asInt())
          .append(": ")
          .append(problem.path("what").asText())
          .append("; ")
          .append(problem.path("why").asText())
          .append("; ")
          .append(problem.path("fix").asText());
    }
    return text.toString();
  }

  private CliException died() {
    int exit;
    try {
      exit = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ProcessErrors.interrupted();
    }
    return ProcessErrors.partyDied(spec.name(), exit, LogTail.safe(spec.log()), spec.log());
  }

  /** Ends it at once; what it wrote is complete, for every answer was awaited. */
  @Override
  public void close() {
    process.destroyForcibly();
    try (requests;
        answers) {
      process.waitFor();
    } catch (IOException e) {
      // The pipe of a process that has ended: nothing is lost.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
