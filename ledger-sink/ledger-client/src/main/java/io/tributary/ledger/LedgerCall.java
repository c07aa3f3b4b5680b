package io.tributary.ledger;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A call of the audit contract that changes it.
 *
 * @param function its name
 * @param data selector and arguments
 * @param value what is paid with it, in wei
 */
public record LedgerCall(String function, byte[] data, BigInteger value) {
  public LedgerCall {
    data = data.clone();
  }

  /** A call that pays nothing. */
  public LedgerCall(String function, byte[] data) {
    this(function, data, BigInteger.ZERO);
  }

  @Override
  public byte[] data() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LedgerCall c && Arrays.equals(data, c.data) && value.equals(c.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }
}
