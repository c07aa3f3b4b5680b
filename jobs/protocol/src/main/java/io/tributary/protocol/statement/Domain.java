package io.tributary.protocol.statement;

import io.tributary.protocol.id.Address;

/**
 * The EIP-712 domain: name {@code Tributary}, version {@code 1}, and these two.
 *
 * @param chainId chain id
 * @param contract address of the audit contract
 */
public record Domain(long chainId, Address contract) {
  public Domain {
    Check.present(contract);
    if (chainId < 1) {
      throw new IllegalArgumentException("a chain id is positive");
    }
  }
}
