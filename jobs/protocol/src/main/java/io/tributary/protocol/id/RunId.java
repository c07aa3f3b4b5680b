package io.tributary.protocol.id;

/**
 * Identifies a run: Keccak-256 over chain id, contract, signer of the request and its nonce
 * (PROTOCOL 3.1), so nobody but the signer can occupy it.
 *
 * @param digest the 32 bytes
 */
public record RunId(Digest digest) {
  public static RunId parse(String hex) {
    return new RunId(new Digest(hex));
  }

  @Override
  public String toString() {
    return digest.hex();
  }
}
