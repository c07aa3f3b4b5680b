package io.tributary.mpc;

import java.util.Arrays;

/** Scalars cut into windows of signed digits, -2^(w-1) < d <= 2^(w-1), least significant first. */
final class SignedDigits {
  private final short[] digits;
  private final int scalars;
  private final int windows;

  private SignedDigits(short[] digits, int scalars, int windows) {
    this.digits = digits;
    this.scalars = scalars;
    this.windows = windows;
  }

  /** Number of windows that scalars of {@code bits} bits need, the last carry included. */
  static int windows(int bits, int width) {
    return bits / width + 1;
  }

  /** Cuts {@code scalars} scalars of at most {@code bits} bits, from element {@code from} on. */
  static SignedDigits of(long[] limbs, int from, int scalars, int bits, int width) {
    int windows = windows(bits, width);
    short[] digits = new short[windows * scalars];
    int half = 1 << (width - 1);
    for (int i = 0; i < scalars; i++) {
      int carry = 0;
      for (int window = 0; window < windows; window++) {
        int digit = bits(limbs, (from + i) * ScalarField.LIMBS, window * width, width) + carry;
        carry = (half - digit) >>> 31;
        digits[window * scalars + i] = (short) (digit - (carry << width));
      }
    }
    return new SignedDigits(digits, scalars, windows);
  }

  private static int bits(long[] limbs, int from, int at, int width) {
    int limb = at >> 6;
    int shift = at & 63;
    if (limb >= ScalarField.LIMBS) {
      return 0;
    }
    long value = limbs[from + limb] >>> shift;
    if (shift + width > 64 && limb + 1 < ScalarField.LIMBS) {
      value |= limbs[from + limb + 1] << (64 - shift);
    }
    return (int) (value & ((1L << width) - 1));
  }

  int windows() {
    return windows;
  }

  int get(int window, int scalar) {
    return digits[window * scalars + scalar];
  }

  /** Overwrites the digits, which are the scalars in another form. */
  void wipe() {
    Arrays.fill(digits, (short) 0);
  }
}
