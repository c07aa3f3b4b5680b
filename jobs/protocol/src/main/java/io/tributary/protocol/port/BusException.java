package io.tributary.protocol.port;

/** The relay did not do what was asked. */
public final class BusException extends RuntimeException {
  private final boolean retryable;

  public BusException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /** Whether the same call may be tried again as it is. */
  public boolean retryable() {
    return retryable;
  }
}
