package io.tributary.mpc;

import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * Sums of s_i P_i for points seen once, by the bucket method with signed digits (Pippenger;
 * Bernstein, Doumen, Lange, Oosterwijk, "Faster batch forgery identification", 2012, section 4).
 */
final class MultiExponentiation {
  private static final int MAX_WIDTH = 15;

  private MultiExponentiation() {}

  /**
   * The sum over all points.
   *
   * @param points points of the group
   * @param limbs their scalars, four limbs each
   * @param bits a bound on the bits of every scalar, at most 255
   */
  static P1 sum(P1_Affine[] points, long[] limbs, int bits) {
    int width = width(points.length, bits);
    SignedDigits digits = SignedDigits.of(limbs, 0, points.length, bits, width);
    P1_Affine[] negatives = new P1_Affine[points.length];
    for (int i = 0; i < points.length; i++) {
      negatives[i] = negative(points[i]);
    }
    P1 sum = new P1();
    Buckets buckets = new Buckets(width);
    for (int window = digits.windows() - 1; window >= 0; window--) {
      for (int i = 0; i < width; i++) {
        sum.dbl();
      }
      buckets.clear();
      for (int i = 0; i < points.length; i++) {
        buckets.add(digits.get(window, i), points[i], negatives[i]);
      }
      sum.add(buckets.weightedSum());
    }
    digits.wipe();
    return sum;
  }

  static P1_Affine negative(P1_Affine point) {
    return point.to_jacobian().neg().to_affine();
  }

  /** The window width with the fewest additions. */
  private static int width(int points, int bits) {
    int best = 1;
    for (int width = 2; width <= MAX_WIDTH; width++) {
      if (cost(points, bits, width) < cost(points, bits, best)) {
        best = width;
      }
    }
    return best;
  }

  private static long cost(int points, int bits, int width) {
    return SignedDigits.windows(bits, width) * (points + (1L << width));
  }
}
