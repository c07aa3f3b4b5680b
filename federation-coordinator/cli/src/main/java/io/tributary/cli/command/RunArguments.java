package io.tributary.cli.command;

import io.tributary.cli.error.UsageErrors;
import io.tributary.protocol.id.RunId;

/** Reads run ids as people type them. */
final class RunArguments {
  private RunArguments() {}

  static RunId runId(String text) {
    try {
      return RunId.parse(text);
    } catch (IllegalArgumentException e) {
      throw UsageErrors.usage(
          "this is no run id",
          "a run id is 0x and 64 hex digits in lower case",
          "see `tributary runs`");
    }
  }
}
