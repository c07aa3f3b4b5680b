package io.tributary.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.Exit;
import io.tributary.cli.local.Installation;
import io.tributary.cli.local.SparkTool;
import io.tributary.cli.output.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The Spark process of one command, in a folder of its own that goes when the command ends. */
public final class AuthorTool implements AutoCloseable {
  private final Path folder;
  private final SparkTool tool;
  private boolean keep;

  private AuthorTool(Path folder, SparkTool tool) {
    this.folder = folder;
    this.tool = tool;
  }

  /** For steps that need no session. */
  public static AuthorTool cold() {
    Path folder = temporary();
    return new AuthorTool(folder, SparkTool.startCold(Installation.current(), folder));
  }

  /** For steps that need one; it comes up at once. */
  public static AuthorTool warm() {
    Path folder = temporary();
    return new AuthorTool(folder, SparkTool.start(Installation.current(), folder));
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("tributary-jobs-");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  /** A folder for what a step writes. */
  public Path folder(String name) {
    return folder.resolve(name);
  }

  /** An empty step. */
  public static ObjectNode step() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Does a step. */
  public JsonNode call(String kind, ObjectNode step) {
    return call(kind, step, early -> {});
  }

  /** Does a step; the folder of one that failed stays, for its log is named in the error. */
  public JsonNode call(String kind, ObjectNode step, Consumer<JsonNode> early) {
    try {
      tool.ask(kind, step);
      return tool.answer(early);
    } catch (CliException e) {
      keep = e.exit() == Exit.FAILED;
      throw e;
    }
  }

  /** Everything wrong with a job folder. */
  Diagnosis check(Path job) {
    return Diagnosis.of(job, call("check", step().put("job", job.toAbsolutePath().toString())));
  }

  /** Whether a job folder is in order; what is wrong is told to the person, by the name given. */
  boolean isInOrder(Path job, String name, Console console) {
    Diagnosis diagnosis = check(job);
    if (!diagnosis.ok()) {
      console.say(diagnosis.text() + diagnosis.count() + " in " + name);
    }
    return diagnosis.ok();
  }

  /**
   * Compiles a job that is in order.
   *
   * @param onlyLook leave compiled.json as it is
   * @return whether it has {@code changed}, or would
   */
  public JsonNode compile(Path job, boolean onlyLook) {
    ObjectNode step = step().put("check", onlyLook);
    step.putArray("jobs").add(job.toAbsolutePath().toString());
    return call("compile", step).path("jobs").path(0);
  }

  @Override
  public void close() {
    tool.close();
    if (keep) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The system clears its temporary folder itself.
      return;
    }
  }
}
