package io.tributary.cli.error;

/** Exit codes, as every command promises them. */
public enum Exit {
  OK,
  FAILED,
  USAGE,
  /** A repository's policy or check refused. */
  REFUSED,
  /** Fewer contributors than the job needs. */
  TOO_FEW,
  /** Something that was proven does not match. */
  MISMATCH;

  /** What the shell sees. */
  public int code() {
    return ordinal();
  }
}
