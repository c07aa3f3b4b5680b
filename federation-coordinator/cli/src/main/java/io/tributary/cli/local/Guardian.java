package io.tributary.cli.local;

import io.tributary.cli.error.ProcessErrors;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ends the processes given to it when this process is gone, even by kill -9: a shell that reads
 * process ids from a pipe, and acts when the pipe closes. Needed for programs that do not watch
 * their parent themselves.
 */
final class Guardian implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      pids=
      while read -r word pid; do
        case $word in
          watch) pids="$pids $pid" ;;
          forget) left=; for p in $pids; do [ "$p" = "$pid" ] || left="$left $p"; done; pids=$left ;;
          done) exit 0 ;;
        esac
      done
      [ -n "$pids" ] || exit 0
      kill -TERM $pids 2>/dev/null
      for i in 1 2 3 4 5 6 7 8 9 10; do
        kill -0 $pids 2>/dev/null || exit 0
        sleep 0.3
      done
      kill -KILL $pids 2>/dev/null
      exit 0
      """;

  private final Process process;
  private final Writer pipe;

  Guardian() {
    try {
      List<String> shell = List.of("/bin/sh", "-c", SCRIPT);
      // Out of the terminal's reach: Ctrl-C and a closed window must not end it first.
      List<String> command =
          PartyProcess.onPath("setsid")
              .map(setsid -> List.of(setsid.toString(), "/bin/sh", "-c", SCRIPT))
              .orElse(shell);
      process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw ProcessErrors.cannotStart("guardian", e);
    }
    pipe = process.outputWriter(StandardCharsets.US_ASCII);
  }

  void watch(long pid) {
    tell("watch " + pid);
  }

  void forget(long pid) {
    tell("forget " + pid);
  }

  private synchronized void tell(String line) {
    try {
      pipe.write(line + "\n");
      pipe.flush();
    } catch (IOException e) {
      throw ProcessErrors.cannotStart("guardian", e);
    }
  }

  Process process() {
    return process;
  }

  /** What happens to the pipe when this process is gone. */
  void abandon() throws IOException {
    pipe.close();
  }

  /** All have ended: nothing is left to do. */
  @Override
  public void close() {
    try (pipe) {
      tell("done -");
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }
}
