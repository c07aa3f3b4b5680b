package io.tributary.mpc;

/**
 * Sums modulo 2^128 of vectors of words: the low words of all cells, then their high words. Takes
 * time independent of the values.
 */
public final class Words128 {
  private Words128() {}

  /** Adds a vector of the same length in place. */
  public static void add(long[] sum, long[] x) {
    int n = sum.length / 2;
    for (int i = 0; i < n; i++) {
      long low = sum[i] + x[i];
      sum[n + i] += x[n + i] + ScalarField.carry(sum[i], x[i], low);
      sum[i] = low;
    }
  }

  /** Subtracts a vector of the same length in place. */
  public static void subtract(long[] difference, long[] x) {
    int n = difference.length / 2;
    for (int i = 0; i < n; i++) {
      long low = difference[i] - x[i];
      difference[n + i] -= x[n + i] + ScalarField.carry(low, x[i], difference[i]);
      difference[i] = low;
    }
  }
}
