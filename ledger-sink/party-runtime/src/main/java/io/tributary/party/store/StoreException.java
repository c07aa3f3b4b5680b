package io.tributary.party.store;

/**
 * The state cannot be read or written. Not to be retried: the process stops and is started anew.
 */
public final class StoreException extends RuntimeException {
  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
