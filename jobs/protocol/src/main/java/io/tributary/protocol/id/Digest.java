package io.tributary.protocol.id;

import java.util.HexFormat;

/**
 * A 32-byte digest or identifier ({@code bytes32} on the ledger), written {@code 0x} and 64
 * lower-case hex digits.
 *
 * @param hex the text form
 */
public record Digest(String hex) implements Comparable<Digest> {
  /** Bytes in a digest. */
  public static final int BYTES = 32;

  public static final Digest ZERO = of(new byte[BYTES]);

  public Digest {
    Hex.check(hex, BYTES, "digest");
  }

  public static Digest of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
    }
    return new Digest("0x" + HexFormat.of().formatHex(bytes));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
