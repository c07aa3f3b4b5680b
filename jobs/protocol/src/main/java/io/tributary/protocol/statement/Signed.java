package io.tributary.protocol.statement;

/**
 * A statement with its signature.
 *
 * @param statement what was said
 * @param signature secp256k1 signature over its EIP-712 digest
 */
public record Signed<T extends Statement>(T statement, Signature signature) {
  public Signed {
    Check.present(statement, signature);
  }
}
