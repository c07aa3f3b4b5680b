package io.tributary.cli.error;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What goes wrong with processes on this machine and with the tools they need. */
public final class ProcessErrors {
  private ProcessErrors() {}

  public static CliException cannotStart(String party, IOException cause) {
    return CliException.failed(
        "CANNOT_START",
        party + " could not be started",
        Failures.reason(cause),
        "free some memory or disk, or see `tributary doctor`");
  }

  public static CliException partyDied(String party, int exit, List<String> tail, Path log) {
    return CliException.failed(
        "PARTY_DIED",
        party + " ended by itself (exit code " + exit + ")",
        tail.isEmpty() ? "its log says no more" : String.join("\n", tail),
        exit == 137
            ? "it was killed; is the machine out of memory? (see `tributary doctor`)"
            : "read " + log + ", mend what it names, and try again");
  }

  public static CliException chainDied(Path log) {
    return CliException.failed(
        "PARTY_DIED",
        "the local Ethereum node ended by itself",
        "it was killed, or it failed: " + log,
        "see `tributary doctor` for memory and disk, and try again");
  }

  public static CliException partyNotReady(
      String party, Duration limit, List<String> tail, Path log) {
    return CliException.failed(
        "PARTY_NOT_READY",
        party + " was not ready within " + limit.toSeconds() + " s",
        tail.isEmpty() ? "its log says no more" : String.join("\n", tail),
        "the machine may be too busy: try again; the whole log is " + log);
  }

  public static CliException interrupted() {
    return CliException.failed(
        "INTERRUPTED", "interrupted", "it was told to end, by Ctrl-C or a signal", "type it again");
  }

  public static CliException noFreePort(IOException cause) {
    return CliException.failed(
        "NO_PORT", "no free port was found", Failures.reason(cause), "see `tributary doctor`");
  }

  public static CliException portTaken(int port, String what) {
    return CliException.failed(
        "PORT_TAKEN",
        "port " + port + " is taken",
        "another program listens on it, so " + what + " cannot",
        "end that program, or choose another --port; without one a free port is taken");
  }

  public static CliException notBuilt(String part, Path folder) {
    return CliException.failed(
        "NOT_BUILT",
        "the part " + part + " is not built",
        "there is no folder " + folder,
        "start through ./tributary, which builds what is missing");
  }

  public static CliException toolFailed(String what, String why, String fix) {
    return CliException.failed("TOOL_FAILED", what + " failed", why, fix);
  }

  /** A failure as the Spark process tells it. */
  public static CliException sparkFailed(String problem, String why, String fix) {
    return CliException.failed("SPARK_FAILED", problem, why, fix);
  }
}
