package io.tributary.protocol.id;

import java.util.HexFormat;

/** Strict hex text: {@code 0x}, lower case, exact length. */
final class Hex {
  private Hex() {}

  static void check(String text, int bytes, String what) {
    boolean good =
        text != null
            && text.length() == 2 + 2 * bytes
            && text.startsWith("0x")
            && text.chars()
                .skip(2)
                .allMatch(c -> HexFormat.isHexDigit(c) && !Character.isUpperCase(c));
    if (!good) {
      throw new IllegalArgumentException(
          "a " + what + " is 0x and " + 2 * bytes + " lower-case hex digits");
    }
  }
}
