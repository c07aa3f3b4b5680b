package io.tributary.cli.error;

/** Turns whatever a command threw into what a person is told. */
public final class Failures {
  private Failures() {}

  /** An error that was made to be told as it is; anything else as a defect. */
  public static CliException told(Throwable e) {
    return e instanceof CliException told ? told : CliErrors.unexpected(e);
  }
}
