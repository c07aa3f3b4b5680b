package io.tributary.mpc;

import java.util.Arrays;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * Sums of s_i P_i by the bucket method (Pippenger; Bernstein, Doumen, Lange, Oosterwijk, "Faster
 * batch forgery identification", section 4) with signed digits. Running time depends on the
 * scalars' digits.
 */
final class MultiExponentiation {
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
    SignedDigits digits = SignedDigits.of(limbs, points.length, bits, width);
    P1_Affine[] negatives = new P1_Affine[points.length];
    for (int i = 0; i < points.length; i++) {
      negatives[i] = negative(points[i]);
    }
    P1 sum = new P1();
    Buckets buckets = new Buckets(width);
    for (int window = digits.windows() - 1; window >= 0; window--) {
      for (int i = 0; i < width && !sum.is_inf(); i++) {
        sum.dbl();
      }
      buckets.clear();
      for (int i = 0; i < points.length; i++) {
        int digit = digits.get(window, i);
        buckets.add(Math.abs(digit), digit < 0 ? negatives[i] : points[i]);
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
  static int width(int points, int bits) {
    int best = 1;
    for (int width = 2; width <= 15; width++) {
      if (cost(points, bits, width) < cost(points, bits, best)) {
        best = width;
      }
    }
    return best;
  }

  private static long cost(int points, int bits, int width) {
    return (bits / width + 1L) * (points + (1L << width));
  }

  /** Buckets 1 to 2^(width-1); bucket 0 is dropped. */
  static final class Buckets {
    private final P1[] sums;

    Buckets(int width) {
      sums = new P1[(1 << (width - 1)) + 1];
    }

    void clear() {
      Arrays.fill(sums, null);
    }

    void add(int bucket, P1_Affine point) {
      if (bucket == 0) {
        return;
      }
      P1 sum = sums[bucket];
      if (sum == null) {
        sums[bucket] = point.to_jacobian();
      } else {
        sum.add(point);
      }
    }

    /** The sum of b times bucket b, by running sums from the top. */
    P1 weightedSum() {
      P1 running = new P1();
      P1 total = new P1();
      boolean started = false;
      for (int bucket = sums.length - 1; bucket > 0; bucket--) {
        if (sums[bucket] != null) {
          running.add(sums[bucket]);
          started = true;
        }
        if (started) {
          total.add(running);
        }
      }
      return total;
    }
  }
}
