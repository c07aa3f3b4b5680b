package io.tributary.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.error.CliException;
import io.tributary.cli.error.ProcessErrors;
import io.tributary.cli.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One process of the federation. Its ready line is read from a file, so that a detached process
 * needs no reader. An attached one reads from a pipe that ends with this process, even by kill -9.
 */
final class PartyProcess {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOOK = Duration.ofMillis(50);

  private final ProcessSpec spec;
  private final Process process;
  private volatile boolean stopping;

  private PartyProcess(ProcessSpec spec, Process process) {
    this.spec = spec;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param attached whether its standard input is a pipe from here; if not it lives on by itself
   */
  static PartyProcess start(ProcessSpec spec, boolean attached) {
    List<String> command = new ArrayList<>();
    // A session of its own: Ctrl-C reaches this process alone, which then ends the others.
    Optional<Path> setsid = onPath("setsid");
    setsid.ifPresent(path -> command.add(path.toString()));
    command.addAll(spec.command());
    try {
      Home.make(spec.folder());
      Files.deleteIfExists(spec.output());
      Process process =
          new ProcessBuilder(command)
              .directory(spec.folder().toFile())
              .redirectInput(
                  attached
                      ? ProcessBuilder.Redirect.PIPE
                      : ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(spec.output().toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(spec.log().toFile()))
              .start();
      return new PartyProcess(spec, process);
    } catch (IOException e) {
      throw ProcessErrors.cannotStart(spec.name(), e);
    }
  }

  static Optional<Path> onPath(String command) {
    String path = System.getenv("PATH");
    if (path == null) {
      return Optional.empty();
    }
    for (String folder : path.split(java.io.File.pathSeparator, -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, command);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  String name() {
    return spec.name();
  }

  ProcessSpec spec() {
    return spec;
  }

  long pid() {
    return process.pid();
  }

  Process process() {
    return process;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Whether {@link #stop} was called: then its end is no failure. */
  boolean stopping() {
    return stopping;
  }

  /** Waits for the line {@code {"ready":true,…}} and returns it. */
  JsonNode awaitReady(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      boolean dead = !alive();
      Optional<JsonNode> ready = readyLine(spec.output());
      if (ready.isPresent()) {
        return ready.get();
      }
      if (dead) {
        throw died();
      }
      if (System.nanoTime() > deadline) {
        throw ProcessErrors.partyNotReady(name(), limit, LogTail.safe(spec.log()), spec.log());
      }
      awaitEnd(LOOK);
    }
  }

  /** That it has ended by itself, for a person. */
  CliException died() {
    return ProcessErrors.partyDied(
        name(), process.exitValue(), LogTail.safe(spec.log()), spec.log());
  }

  /** Finds the ready line in a process's output. */
  static Optional<JsonNode> readyLine(Path output) {
    try {
      for (String line : Files.readString(output, StandardCharsets.UTF_8).split("\n", -1)) {
        if (line.startsWith("{") && line.endsWith("}")) {
          JsonNode node = JSON.readTree(line);
          if (node.path("ready").asBoolean()) {
            return Optional.of(node);
          }
        }
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end at most so long; true if it has ended. */
  boolean awaitEnd(Duration limit) {
    try {
      process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProcessErrors.interrupted();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks it to end; {@link #kill} is for those who do not listen. */
  void stop() {
    stopping = true;
    process.destroy();
  }

  void kill() {
    stopping = true;
    process.destroyForcibly();
  }
}
