package io.tributary.cli.output;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where words go: data on standard output, everything else on standard error. */
public final class Console {
  private static final String PROGRAM = "tributary";

  private final PrintStream out;
  private final PrintStream err;

  public Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The terminal, in UTF-8 whatever the platform's default. */
  public static Console system() {
    return new Console(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8));
  }

  /** The same for the person watching, with data going somewhere else. */
  public Console without(PrintStream instead) {
    return new Console(instead, err);
  }

  /** Data, complete with its own line feeds. */
  public void data(String text) {
    out.print(text);
    out.flush();
  }

  /** A line for the person watching. */
  public void say(String line) {
    err.println(line);
  }

  /** What to type next, with the program as it was called now. */
  public void next(String... commands) {
    String called = System.getProperty("tributary.called", PROGRAM);
    say("");
    say("next:");
    for (String command : commands) {
      say(
          "  "
              + (command.startsWith(PROGRAM + " ")
                  ? called + command.substring(PROGRAM.length())
                  : command));
    }
  }
}
