package io.tributary.jobspark;

import java.util.List;
import java.util.stream.Collectors;

/** A job that the compiler refuses, with everything it found wrong. */
public final class CompileException extends RuntimeException {
  private final transient List<Problem> problems;

  public CompileException(String job, List<Problem> problems) {
    super(
        "job "
            + job
            + " is refused:\n"
            + problems.stream().map(p -> "  " + p).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
