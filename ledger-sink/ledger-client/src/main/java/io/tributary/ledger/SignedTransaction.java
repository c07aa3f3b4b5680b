package io.tributary.ledger;

import io.tributary.protocol.id.Digest;
import java.util.Arrays;

/**
 * A transaction ready to be sent, as often as it takes: its hash and nonce are fixed.
 *
 * @param nonce its place among the account's transactions
 * @param hash by which its receipt is found
 * @param raw what is sent
 */
public record SignedTransaction(long nonce, Digest hash, byte[] raw) {
  public SignedTransaction {
    raw = raw.clone();
  }

  @Override
  public byte[] raw() {
    return raw.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedTransaction t && Arrays.equals(raw, t.raw);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }
}
