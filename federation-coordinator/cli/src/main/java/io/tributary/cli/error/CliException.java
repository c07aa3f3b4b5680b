package io.tributary.cli.error;

import java.util.Objects;

/**
 * A failure as a person is told it: the problem, why, and what to do. Built by the classes of this
 * package. Commands stand in it as {@code `tributary …`}; {@link Called} says how to type them.
 */
public final class CliException extends RuntimeException {
  private final Exit exit;
  private final String code;
  private final String why;
  private final String fix;

  CliException(Exit exit, String code, String problem, String why, String fix) {
    super(Objects.requireNonNull(problem));
    this.exit = exit;
    this.code = code;
    this.why = why;
    this.fix = fix;
  }

  static CliException failed(String code, String problem, String why, String fix) {
    return new CliException(Exit.FAILED, code, problem, why, fix);
  }

  /** What the process exits with. */
  public Exit exit() {
    return exit;
  }

  /** Short upper-case name, for programs that read {@code --json}. */
  public String code() {
    return code;
  }

  public String why() {
    return why;
  }

  public String fix() {
    return fix;
  }

  /** Three lines for the terminal. */
  public String text(Called called) {
    StringBuilder text = new StringBuilder("error: ").append(getMessage());
    if (!why.isEmpty()) {
      text.append("\n  why: ").append(why.replace("\n", "\n       "));
    }
    if (!fix.isEmpty()) {
      text.append("\n  fix: ").append(fix.replace("\n", "\n       "));
    }
    return called.in(text.toString());
  }
}
