package io.tributary.mpc;

import java.math.BigInteger;

/** Histograms of scalars in 256 bins, and how far apart two of them are. */
final class ChiSquare {
  /**
   * With 255 degrees of freedom: mean 255, deviation 22.6. Beyond 440 lies less than 1 of 10^11
   * honest trials.
   */
  static final double LIMIT = 440;

  private static final int BINS = 256;

  private ChiSquare() {}

  /** Bin by byte i, or for i = -1 by position between 0 and q. */
  static long[] histogram(ScalarVector scalars, int i) {
    if (i >= 0) {
      return histogram(scalars.toBytes(), ScalarField.BYTES, i);
    }
    long[] bins = new long[BINS];
    for (int k = 0; k < scalars.length(); k++) {
      BigInteger scaled = scalars.get(k).multiply(BigInteger.valueOf(BINS));
      bins[scaled.divide(ScalarField.ORDER).intValue()]++;
    }
    return bins;
  }

  /** Bin by byte i of elements of so many bytes. */
  static long[] histogram(byte[] elements, int width, int i) {
    long[] bins = new long[BINS];
    for (int at = i; at < elements.length; at += width) {
      bins[elements[at] & 0xff]++;
    }
    return bins;
  }

  static double fromUniform(long[] observed) {
    double expected = 0;
    for (long count : observed) {
      expected += count / (double) BINS;
    }
    double statistic = 0;
    for (long count : observed) {
      statistic += (count - expected) * (count - expected) / expected;
    }
    return statistic;
  }

  /** Two samples of the same size. */
  static double between(long[] a, long[] b) {
    double statistic = 0;
    for (int i = 0; i < BINS; i++) {
      if (a[i] + b[i] > 0) {
        statistic += (a[i] - b[i]) * (double) (a[i] - b[i]) / (a[i] + b[i]);
      }
    }
    return statistic;
  }
}
