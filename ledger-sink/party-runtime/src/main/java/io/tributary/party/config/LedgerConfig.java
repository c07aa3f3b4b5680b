package io.tributary.party.config;

import io.tributary.protocol.id.Address;
import java.net.URI;

/**
 * Where the ledger is.
 *
 * @param url JSON-RPC endpoint, http or https; may hold an access token, so it is never printed
 * @param contract the audit contract
 * @param chainId the chain expected there; another one is refused
 * @param confirmations blocks on top of one before it is believed
 */
public record LedgerConfig(
    URI url, Address contract, long chainId, @Default("0") int confirmations) {
  public LedgerConfig {
    if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
      throw new IllegalArgumentException("url starts with http:// or https://");
    }
    if (chainId < 1) {
      throw new IllegalArgumentException("chainId is at least 1");
    }
    if (confirmations < 0) {
      throw new IllegalArgumentException("confirmations is at least 0");
    }
  }

  @Override
  public String toString() {
    return "ledger[" + contract + " on chain " + chainId + "]";
  }
}
