package io.tributary.cli.operator;

import io.tributary.cli.error.UsageErrors;
import io.tributary.protocol.consent.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a grant is for. */
public final class ScopeOptions {
  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = "For this job, by name, or by digest for exactly its content of today.")
  private String job;

  @Option(names = "--purpose", paramLabel = "WORDS", description = "For any job of this purpose.")
  private String purpose;

  @Option(names = "--everything", description = "For everything that the policy allows.")
  private boolean everything;

  /** Empty if nothing is said. */
  Optional<String> scope() {
    List<String> said = new ArrayList<>();
    if (job != null) {
      said.add("job:" + job);
    }
    if (purpose != null) {
      said.add("purpose:" + purpose);
    }
    if (everything) {
      said.add(Scope.ALL);
    }
    if (said.size() > 1) {
      throw UsageErrors.usage(
          "a grant is for one thing", "several are named", "grant each with a command of its own");
    }
    try {
      return said.stream().findFirst().map(Scope::check);
    } catch (IllegalArgumentException e) {
      throw UsageErrors.usage(
          "there is no such scope", e.getMessage(), "check --job and --purpose");
    }
  }

  String required() {
    return scope()
        .orElseThrow(
            () ->
                UsageErrors.usage(
                    "what is it for?",
                    "a grant says what rows may be used for",
                    "give --job JOB, --purpose WORDS or --everything"));
  }
}
