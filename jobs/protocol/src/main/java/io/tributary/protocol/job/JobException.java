package io.tributary.protocol.job;

import java.util.List;
import java.util.stream.Collectors;

/** A job, its parameters or its cells cannot be used. The message says what, why and what to do. */
public final class JobException extends RuntimeException {
  /** What could not be used. */
  public enum Kind {
    /** {@code job.yaml} breaks a rule. */
    BAD_DEFINITION,
    /** {@code compiled.json} is not what the compiler writes. */
    BAD_COMPILED,
    /** The folder lacks a file, or holds one that is not part of a job. */
    BAD_PACKAGE,
    /** A parameter is unknown, missing, or outside its type or domain. */
    BAD_PARAMETER,
    /** The opened cells have no answer in the declared result types. */
    EVALUATION
  }

  private final Kind kind;
  private final transient List<DefinitionProblem> problems;

  public JobException(Kind kind, String message) {
    this(kind, message, null);
  }

  public JobException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.problems = List.of();
  }

  /** A {@code job.yaml} with everything that is wrong in it. */
  JobException(List<DefinitionProblem> problems) {
    super(problems.stream().map(p -> "job.yaml, " + p).collect(Collectors.joining("\n")));
    this.kind = Kind.BAD_DEFINITION;
    this.problems = List.copyOf(problems);
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong in {@code job.yaml}, place by place; empty for other kinds. */
  public List<DefinitionProblem> problems() {
    return problems;
  }
}
