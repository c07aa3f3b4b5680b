package io.tributary.mpc.four;

/** Shifts of clear vectors. */
final class Shift {
  private Shift() {}

  /** Every cell as an unsigned integer, shifted right by less than its width. */
  static long[] right(long[] words, Ring ring, int shift) {
    long[] out = new long[words.length];
    int cells = words.length / ring.wordsPerCell();
    for (int i = 0; i < cells; i++) {
      if (ring == Ring.Z64) {
        out[i] = words[i] >>> shift;
      } else {
        long high = words[cells + i];
        out[cells + i] = shift < Long.SIZE ? high >>> shift : 0;
        out[i] = shift < Long.SIZE ? low(words[i], high, shift) : high >>> (shift - Long.SIZE);
      }
    }
    return out;
  }

  private static long low(long low, long high, int shift) {
    return shift == 0 ? low : (low >>> shift) | (high << (Long.SIZE - shift));
  }
}
