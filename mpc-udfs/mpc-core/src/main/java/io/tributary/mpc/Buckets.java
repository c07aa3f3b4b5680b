package io.tributary.mpc;

import java.util.Arrays;
import supranational.blst.P1;
import supranational.blst.P1_Affine;

/**
 * The buckets of one window of signed digits: points are added into the bucket of their digit, and
 * at the end bucket b counts b times. Bucket 0 takes its points too and is dropped, so that the
 * number of additions does not depend on how many digits are zero.
 */
final class Buckets {
  private final P1[] sums;

  Buckets(int width) {
    sums = new P1[(1 << (width - 1)) + 1];
  }

  void clear() {
    Arrays.fill(sums, null);
  }

  /** Adds to the bucket of {@code digit} the point, or its negative for a negative digit. */
  void add(int digit, P1_Affine positive, P1_Affine negative) {
    int bucket = Math.abs(digit);
    P1_Affine point = digit < 0 ? negative : positive;
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
