package io.tributary.protocol.id;

import java.util.HexFormat;

/**
 * An Ethereum address: the last 20 bytes of the Keccak-256 of a secp256k1 public key, written in
 * lower case.
 *
 * @param hex the text form
 */
public record Address(String hex) {
  /** Bytes in an address. */
  public static final int BYTES = 20;

  public Address {
    Hex.check(hex, BYTES, "address");
  }

  public static Address of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("an address has 20 bytes, not " + bytes.length);
    }
    return new Address("0x" + HexFormat.of().formatHex(bytes));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  @Override
  public String toString() {
    return hex;
  }
}
