package io.tributary.mpc;

import java.math.BigInteger;

/** The field of the curve's coordinates, as far as decoding needs it. */
final class BaseField {
  private static final byte[] PRIME =
      new BigInteger(
              "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f624"
                  + "1eabfffeb153ffffb9feffffffffaaab",
              16)
          .toByteArray();

  private BaseField() {}

  /** Whether 48 big-endian bytes, the first of them masked, are below the prime. */
  static boolean isCanonical(byte[] bytes, int mask) {
    for (int i = 0; i < PRIME.length; i++) {
      int mine = (i == 0 ? bytes[i] & mask : bytes[i]) & 0xff;
      int limit = PRIME[i] & 0xff;
      if (mine != limit) {
        return mine < limit;
      }
    }
    return false;
  }
}
