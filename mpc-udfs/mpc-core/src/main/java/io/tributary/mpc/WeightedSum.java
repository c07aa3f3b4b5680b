package io.tributary.mpc;

import java.util.Arrays;

/**
 * Sums of 64-bit weights times scalars, kept unreduced in six limbs an element: 2^64 times q fits
 * five, and the sixth has room for 2^63 of them.
 */
final class WeightedSum {
  private static final int WIDE = 6;

  private final long[] sums;
  private final int length;

  WeightedSum(int length) {
    this.length = length;
    sums = new long[length * WIDE];
  }

  /** Adds weight times {@code count} scalars from element {@code from} to places {@code to} on. */
  void add(long[] scalars, int from, int to, int count, long weight) {
    for (int i = 0; i < count; i++) {
      addOne(scalars, (from + i) * ScalarField.LIMBS, (to + i) * WIDE, weight);
    }
  }

  private void addOne(long[] scalars, int from, int to, long weight) {
    long carry = 0;
    for (int limb = 0; limb < ScalarField.LIMBS; limb++) {
      long scalar = scalars[from + limb];
      long low = scalar * weight;
      long high = ScalarField.multiplyHigh(scalar, weight);
      long held = sums[to + limb];
      long sum = held + low;
      high += ScalarField.carry(held, low, sum);
      long carried = sum + carry;
      high += ScalarField.carry(sum, carry, carried);
      sums[to + limb] = carried;
      carry = high;
    }
    long held = sums[to + 4];
    long sum = held + carry;
    sums[to + 4] = sum;
    sums[to + 5] += ScalarField.carry(held, carry, sum);
  }

  /** The sums as canonical scalars; wipes the unreduced ones. */
  long[] reduce() {
    long[] reduced = new long[length * ScalarField.LIMBS];
    long[] low = new long[ScalarField.LIMBS];
    for (int i = 0; i < length; i++) {
      int to = i * ScalarField.LIMBS;
      int from = i * WIDE;
      // The two highest limbs are canonical as they stand; times 2^256 by doubling.
      reduced[to] = sums[from + 4];
      reduced[to + 1] = sums[from + 5];
      for (int bit = 0; bit < 256; bit++) {
        ScalarField.add(reduced, to, reduced, to);
      }
      // 2^256 is less than 3q.
      ScalarField.reduceOnce(low, 0, sums[from], sums[from + 1], sums[from + 2], sums[from + 3]);
      ScalarField.reduceOnce(low, 0, low[0], low[1], low[2], low[3]);
      ScalarField.add(reduced, to, low, 0);
    }
    Arrays.fill(low, 0);
    Arrays.fill(sums, 0);
    return reduced;
  }
}
