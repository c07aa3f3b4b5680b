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
    this(BigInteger.valueOf(a), BigInteger.valueOf(b), uniform);
    if (a > 1L << 62 || b > 1L << 31) {
      throw new IllegalArgumentException("sigma squared " + a + "/" + b + ": out of range");
    }
  }

  /** The distribution with a whole sigma squared; for {@link #sample}. */
  public DiscreteGaussian(BigInteger sigmaSquared, UniformIntegers uniform) {
    this(sigmaSquared, BigInteger.ONE, uniform);
  }

  private DiscreteGaussian(BigInteger a, BigInteger b, UniformIntegers uniform) {
    if (a.signum() < 1 || b.signum() < 1) {
      throw new IllegalArgumentException("sigma squared " + a + "/" + b + ": must be positive");
    }
    BigInteger t = a.divide(b).sqrt().add(BigInteger.ONE);
    this.a = a;
    bt = b.multiply(t);
    // (|y| - v/t)^2 / (2v) with v = a/b is (|y| b t - a)^2 / (2 a b t^2).
    denominator = BigInteger.TWO.multiply(a).multiply(bt).multiply(t);
    laplace = new DiscreteLaplace(t, uniform);
    coins = new Coins(uniform);
  }

  /** One sample; sigma squared is at most 2^62. */
  public long next() {
    return sample().longValueExact();
  }

  /** One sample. */
  public BigInteger sample() {
    while (true) {
      BigInteger candidate = laplace.sample();
      BigInteger distance = candidate.abs().multiply(bt).subtract(a);
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
