package io.tributary.protocol.job;

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

  public JobException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public JobException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
