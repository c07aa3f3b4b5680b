package io.tributary.mpc.noise;

import java.math.BigInteger;

/**
 * Integers y with probability proportional to exp(-y^2 / (2 v)), exactly, for a rational v, called
 * sigma squared: algorithm 3 of Canonne, Kamath, Steinke 2020. Its variance is at most v.
 */
public final class DiscreteGaussian {
  private final BigInteger a;
  private final BigInteger bt;
  private final BigInteger denominator;
  private final DiscreteLaplace laplace;
  private final Coins coins;

  /**
   * The distribution with sigma squared a/b.
   *
   * @param a from 1 to 2^62
   * @param b from 1 to 2^31
   */
  public DiscreteGaussian(long a, long b, UniformIntegers uniform) {
    if (a < 1 || b < 1 || a > 1L << 62 || b > 1L << 31) {
      throw new IllegalArgumentException("sigma squared " + a + "/" + b + ": out of range");
    }
    long t = BigInteger.valueOf(a / b).sqrt().longValueExact() + 1;
    this.a = BigInteger.valueOf(a);
    bt = BigInteger.valueOf(b).multiply(BigInteger.valueOf(t));
    // (|y| - v/t)^2 / (2v) with v = a/b is (|y| b t - a)^2 / (2 a b t^2).
    denominator = BigInteger.TWO.multiply(this.a).multiply(bt).multiply(BigInteger.valueOf(t));
    laplace = new DiscreteLaplace(t, 1, uniform);
    coins = new Coins(uniform);
  }

  /** One sample. */
  public long next() {
    while (true) {
      long candidate = laplace.next();
      BigInteger distance = BigInteger.valueOf(Math.abs(candidate)).multiply(bt).subtract(a);
      if (coins.exp(distance.multiply(distance), denominator)) {
        return candidate;
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
