package io.tributary.protocol.error;

/**
 * A failure with a code. Its message says the problem, why, and what to do; it may carry run,
 * repository and block, never a row's value or a secret.
 */
public final class ProtocolException extends RuntimeException {
  private final Code code;

  ProtocolException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** Whether the same call may be tried again as it is. */
  public boolean retryable() {
    return code.retryable();
  }
}
