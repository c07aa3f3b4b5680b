package io.tributary.mpc.noise;

/**
 * Integers y with probability proportional to exp(-|y| s / t), exactly: algorithm 2 of Canonne,
 * Kamath, Steinke 2020. Added to an integer of sensitivity D (in the sum of absolute changes) it
 * gives pure differential privacy with epsilon = D s / t.
 */
public final class DiscreteLaplace {
  private final long t;
  private final long s;
  private final Coins coins;

  /**
   * The distribution of scale t/s.
   *
   * @param t from 1 to 2^40
   * @param s from 1 to 2^40
   */
  public DiscreteLaplace(long t, long s, UniformIntegers uniform) {
    if (t < 1 || s < 1 || t > 1L << 40 || s > 1L << 40) {
      throw new IllegalArgumentException("scale " + t + "/" + s + ": need 1 to 2^40 each");
    }
    this.t = t;
    this.s = s;
    coins = new Coins(uniform);
  }

  /** One sample. */
  public long next() {
    while (true) {
      long rest = coins.uniform().below(t);
      if (coins.exp(rest, t)) {
        long whole = 0;
        while (coins.exp(1, 1)) {
          whole++;
        }
        long magnitude = Math.addExact(rest, Math.multiplyExact(t, whole)) / s;
        boolean negative = coins.uniform().bit();
        // Zero must not count twice.
        if (!negative || magnitude != 0) {
          return negative ? -magnitude : magnitude;
        }
      }
    }
  }

  /** Independent samples. */
  public long[] next(int count) {
    long[] samples = new long[count];
    for (int i = 0; i < count; i++) {
      samples[i] = next();
    }
    return samples;
  }
}
