package io.tributary.mpc.noise;

import java.math.BigInteger;

/**
 * Integers y with probability proportional to exp(-|y| s / t), exactly: algorithm 2 of Canonne,
 * Kamath, Steinke 2020. Added to an integer of sensitivity D (in the sum of absolute changes) it
 * gives pure differential privacy with epsilon = D s / t.
 */
public final class DiscreteLaplace {
  private final BigInteger t;
  private final BigInteger s;
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
    this.t = BigInteger.valueOf(t);
    this.s = BigInteger.valueOf(s);
    coins = new Coins(uniform);
  }

  /** The distribution of a whole scale of any size; t is positive. */
  DiscreteLaplace(BigInteger t, UniformIntegers uniform) {
    this.t = t;
    s = BigInteger.ONE;
    coins = new Coins(uniform);
  }

  /** One sample. */
  public long next() {
    return sample().longValueExact();
  }

  BigInteger sample() {
    while (true) {
      BigInteger rest = coins.uniform().below(t);
      if (coins.exp(rest, t)) {
        BigInteger whole = BigInteger.ZERO;
        while (coins.exp(1, 1)) {
          whole = whole.add(BigInteger.ONE);
        }
        BigInteger magnitude = rest.add(t.multiply(whole)).divide(s);
        boolean negative = coins.uniform().bit();
        // Zero must not count twice.
        if (!negative || magnitude.signum() != 0) {
          return negative ? magnitude.negate() : magnitude;
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
