package io.tributary.cli.error;

import io.tributary.party.config.ConfigException;
import io.tributary.protocol.port.LedgerException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** Turns whatever a command threw into what a person is told. */
public final class Failures {
  private Failures() {}

  /** An error that was made to be told as it is; anything else as a defect. */
  public static CliException told(Throwable e) {
    if (e instanceof CliException told) {
      return told;
    }
    if (e instanceof ConfigException file) {
      return HomeErrors.badFile(file.getMessage());
    }
    if (e instanceof UncheckedIOException files) {
      return HomeErrors.refused(
          files.getMessage() == null ? "a file cannot be used" : files.getMessage(),
          reason(files.getCause()));
    }
    if (e instanceof LedgerException silent) {
      return NetworkErrors.ledgerSilent(silent.getMessage());
    }
    return unexpected(e);
  }

  /** A defect: says where, but not the message, which may quote anything. */
  private static CliException unexpected(Throwable e) {
    StackTraceElement at =
        Arrays.stream(e.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("io.tributary."))
            .findFirst()
            .orElse(null);
    return CliException.failed(
        "DEFECT",
        "something unexpected happened: " + e.getClass().getName(),
        at == null ? "" : "at " + at,
        "run it again with --debug and report what it prints");
  }

  /** The kind of failure and its text: of files and sockets, so it holds no data. */
  public static String reason(Throwable cause) {
    String text = cause.getMessage();
    return cause.getClass().getSimpleName() + (text == null ? "" : ": " + text);
  }
}
