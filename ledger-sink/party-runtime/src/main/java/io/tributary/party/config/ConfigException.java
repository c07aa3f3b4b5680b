package io.tributary.party.config;

import java.nio.file.Path;
import java.util.List;

/** A config or key file cannot be used. Messages name files and keys, never values. */
public final class ConfigException extends RuntimeException {
  private final List<String> problems;

  ConfigException(Path file, List<String> problems) {
    super(file + ": " + String.join("\n" + file + ": ", problems));
    this.problems = List.copyOf(problems);
  }

  ConfigException(Path file, String problem) {
    this(file, List.of(problem));
  }

  /** For other rooms' checks of a file; the problem names no value. */
  public static ConfigException of(Path file, String problem) {
    return new ConfigException(file, problem);
  }

  /** Every problem found, in the order of the file. */
  public List<String> problems() {
    return problems;
  }
}
