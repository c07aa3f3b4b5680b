package io.tributary.protocol.job;

/** Statistics that follow from how many values each bin holds; NULL without values. */
public enum OrderStatistic {
  /** The least value. */
  MIN,
  /** The greatest value. */
  MAX,
  /** The most frequent value; the least of those if there are several. */
  MODE,
  /** The quantile at p·(n − 1), between two values by linear interpolation (Hyndman–Fan type 7). */
  PERCENTILE,
  /** The least value whose share of values up to it is at least p. */
  PERCENTILE_DISC;

  /** Whether it needs a fraction. */
  public boolean isQuantile() {
    return this == PERCENTILE || this == PERCENTILE_DISC;
  }
}
