package io.tributary.ledger.abi;

/** Bytes that are no encoding of the expected type. */
public final class AbiException extends RuntimeException {
  public AbiException(String message) {
    super(message);
  }
}
