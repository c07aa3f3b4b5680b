package io.tributary.cli.output;

import io.tributary.cli.error.Called;
import io.tributary.cli.error.CliException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where words go: data on standard output, everything else on standard error. */
public final class Console {
  private static final String COMMENT = "   ";

  private final PrintStream out;
  private final PrintStream err;
  private final Called called;

  public Console(PrintStream out, PrintStream err) {
    this(out, err, Called.now());
  }

  private Console(PrintStream out, PrintStream err, Called called) {
    this.out = out;
    this.err = err;
    this.called = called;
  }

  /** The terminal, in UTF-8 whatever the platform's default. */
  public static Console system() {
    return new Console(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8));
  }

  /** The same for the person watching, with data going somewhere else. */
  public Console without(PrintStream instead) {
    return new Console(instead, err, called);
  }

  /** The same for a person who has named a home: commands to type repeat it. */
  public Console at(Path home) {
    return new Console(out, err, called.at(home));
  }

  public Called called() {
    return called;
  }

  /** Data, complete with its own line feeds. */
  public void data(String text) {
    out.print(text);
    out.flush();
  }

  /** Data that is no text. */
  public void data(byte[] bytes) {
    out.write(bytes, 0, bytes.length);
    out.flush();
  }

  /** A line for the person watching. */
  public void say(String line) {
    err.println(line);
  }

  /** A failure: problem, why, what to do. */
  public void failure(CliException failure) {
    say(failure.text(called));
  }

  /** What to type next; three spaces set a comment apart. */
  public void next(String... commands) {
    say("");
    say("next:");
    for (String command : commands) {
      int comment = command.indexOf(COMMENT);
      int end = comment < 0 ? command.length() : comment;
      say("  " + called.command(command.substring(0, end)) + command.substring(end));
    }
  }
}
