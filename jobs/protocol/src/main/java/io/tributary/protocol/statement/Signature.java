package io.tributary.protocol.statement;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A recoverable secp256k1 signature, {@code r | s | v}: 65 bytes, low s (EIP-2), v 27 or 28.
 *
 * <p>The form is checked here, the values in {@link Signatures}.
 *
 * @param hex {@code 0x} and 130 lower-case hex digits
 */
public record Signature(String hex) {
  /** Bytes in a signature. */
  public static final int BYTES = 65;

  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{130}");

  public Signature {
    if (hex == null || !FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("a signature is 0x and 130 lower-case hex digits");
    }
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex, 2, hex.length());
  }

  public static Signature of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a signature has 65 bytes, not " + bytes.length);
    }
    return new Signature("0x" + HexFormat.of().formatHex(bytes));
  }
}
