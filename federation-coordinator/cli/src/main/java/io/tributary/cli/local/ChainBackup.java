package io.tributary.cli.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.ProcessErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whole copies of the local chain's state. The node writes its state file in place, and whoever
 * kills it meanwhile leaves half a file, from which it cannot start: the newest whole copy can.
 *
 * <p>The copies are made by a shell that ends with the node: a federation that stays has no process
 * of ours that could.
 */
final class ChainBackup implements AutoCloseable {
  /** A copy that equals its source afterwards was not made while the node wrote. */
  private static final String SCRIPT =
      """
      trap '' INT HUP
      pid=$1
      alive() {
        kill -0 "$pid" 2>/dev/null || return 1
        case $(cat "/proc/$pid/stat" 2>/dev/null) in *") Z "*) return 1 ;; esac
      }
      second=0
      while alive; do
        sleep 1
        second=$((second + 1))
        [ $((second % 5)) = 0 ] && [ -f state.json ] || continue
        cp state.json copy.new && alive && cmp -s state.json copy.new || continue
        [ ! -f copy-1.json ] || mv copy-1.json copy-2.json
        mv copy.new copy-1.json
      done 2>/dev/null
      rm -f copy.new
      """;

  private static final List<String> COPIES = List.of("copy-1.json", "copy-2.json");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final Process process;

  private ChainBackup(Process process) {
    this.process = process;
  }

  /** The file that the node reads at its start, and writes. */
  static Path state(Path folder) {
    return folder.resolve("state.json");
  }

  /** Copies the state every few seconds while the node lives. */
  static ChainBackup start(Path folder, long node) {
    List<String> command = new ArrayList<>();
    PartyProcess.onPath("setsid").ifPresent(path -> command.add(path.toString()));
    command.addAll(List.of("/bin/sh", "-c", SCRIPT, "chain-backup", Long.toString(node)));
    try {
      return new ChainBackup(
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw ProcessErrors.cannotStart("the copying of the chain's state", e);
    }
  }

  /**
   * Puts the newest whole copy in the place of a state that was cut off. What happened on the chain
   * since is lost there, and written again by the sink.
   *
   * @return how old the copy is that was taken; empty if the state itself is whole
   */
  static Optional<Duration> restore(Path folder) {
    Path state = state(folder);
    if (!Files.exists(state) || whole(state)) {
      return Optional.empty();
    }
    for (String name : COPIES) {
      Path copy = folder.resolve(name);
      if (whole(copy)) {
        try {
          long age =
              Files.getLastModifiedTime(state).toMillis()
                  - Files.getLastModifiedTime(copy).toMillis();
          Files.copy(copy, state, StandardCopyOption.REPLACE_EXISTING);
          return Optional.of(Duration.ofMillis(Math.max(0, age)));
        } catch (IOException e) {
          throw HomeErrors.cannotWrite(state, e);
        }
      }
    }
    throw HomeErrors.badFile(state, "the node was killed while it wrote it, and there is no copy");
  }

  /** Whether a file holds one whole JSON object and nothing else. */
  static boolean whole(Path file) {
    try (JsonParser parser = JSON.createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for its end; true if it has ended. */
  boolean awaitEnd(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
