package io.tributary.ledger;

import java.util.Arrays;

/**
 * A call of the audit contract that changes it.
 *
 * @param function its name
 * @param data selector and arguments
 */
public record LedgerCall(String function, byte[] data) {
  public LedgerCall {
    data = data.clone();
  }

  @Override
  public byte[] data() {
    return data.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LedgerCall c && Arrays.equals(data, c.data);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(data);
  }
}
