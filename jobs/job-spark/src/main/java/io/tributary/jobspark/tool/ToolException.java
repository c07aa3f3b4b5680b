package io.tributary.jobspark.tool;

/** The tool cannot do what it was asked. The message names records and columns, never values. */
final class ToolException extends RuntimeException {
  /** Whose mistake it is. */
  enum Code {
    /** The arguments do not make sense. */
    USAGE,
    /** The data cannot be used. */
    BAD_DATA,
    /** A job cannot be used. */
    BAD_JOB,
    /** Something else went wrong. */
    FAILED
  }

  private final Code code;

  ToolException(Code code, String message) {
    super(message);
    this.code = code;
  }

  ToolException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  Code code() {
    return code;
  }

  static ToolException usage(String message) {
    return new ToolException(Code.USAGE, message);
  }

  static ToolException data(String message) {
    return new ToolException(Code.BAD_DATA, message);
  }
}
