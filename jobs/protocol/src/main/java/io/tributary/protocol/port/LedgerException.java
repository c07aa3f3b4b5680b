package io.tributary.protocol.port;

/** The ledger could not be read, or its answer makes no sense. Callers fail closed. */
public final class LedgerException extends RuntimeException {
  public LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
