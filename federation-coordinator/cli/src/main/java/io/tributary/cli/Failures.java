package io.tributary.cli;

import io.tributary.cli.error.CliErrors;
import io.tributary.cli.error.CliException;

/** Turns whatever a command threw into what a person is told. */
final class Failures {
  private Failures() {}

  static CliException told(Throwable e) {
    return e instanceof CliException told ? told : CliErrors.unexpected(e);
  }
}
