package io.tributary.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.CliErrors;
import io.tributary.cli.error.CliException;
import io.tributary.cli.home.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The one process of the asker's side that has Spark: splits and imports data, answers over the
 * pooled rows, compiles jobs. Requests and answers are JSON lines over its pipes; the end of the
 * pipe ends it.
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
    return start(
        new ProcessSpec(
            "spark-tool",
            JvmCommand.of(
                installation,
                "repository-agent",
                "768m",
                folder.resolve("tmp"),
                true,
                MAIN,
                List.of("serve")),
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
      throw CliErrors.cannotStart(spec.name(), e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Sends a request; its answer is fetched by {@link #answer}. */
  public void ask(String op, ObjectNode request) {
    request.put("op", op).put("id", ++last);
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException e) {
      throw died();
    }
  }

  /** The answer to the last request; a failure it reports is thrown as the person's error. */
  public JsonNode answer() {
    try {
      for (String line = answers.readLine(); line != null; line = answers.readLine()) {
        JsonNode answer = JSON.readTree(line);
        if (answer.path("id").asInt() == last) {
          return checked(answer);
        }
      }
      throw died();
    } catch (IOException e) {
      throw died();
    }
  }

  /** Both in one. */
  public JsonNode call(String op, ObjectNode request) {
    ask(op, request);
    return answer();
  }

  private static JsonNode checked(JsonNode answer) {
    if (answer.path("ok").asBoolean()) {
      return answer;
    }
    String code = answer.path("code").asText("FAILED");
    String problem = answer.path("problem").asText("the Spark process failed");
    String why = answer.path("why").asText("");
    String fix = answer.path("fix").asText("");
    throw code.equals("FAILED")
        ? CliErrors.sparkFailed(problem, why, fix)
        : CliErrors.badData(problem, why, fix);
  }

  private CliException died() {
    int exit;
    try {
      exit = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CliErrors.interrupted();
    }
    return CliErrors.partyDied(spec.name(), exit, LogTail.safe(spec.log()), spec.log());
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
