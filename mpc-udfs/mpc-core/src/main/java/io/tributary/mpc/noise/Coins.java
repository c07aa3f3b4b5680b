package io.tributary.mpc.noise;

import java.math.BigInteger;

/** Coins whose chance is exp(-x) for a rational x, exactly (algorithm 1 of the paper). */
final class Coins {
  /** Fractions below this denominator are drawn in 64-bit arithmetic. */
  private static final int SMALL_BITS = 50;

  private static final int SMALL_ROUNDS = 1 << 12;

  private final UniformIntegers uniform;

  Coins(UniformIntegers uniform) {
    this.uniform = uniform;
  }

  UniformIntegers uniform() {
    return uniform;
  }

  /** True with probability exp(-n/d); n >= 0, d > 0. */
  boolean exp(BigInteger n, BigInteger d) {
    BigInteger[] parts = n.divideAndRemainder(d);
    // exp(-x) is exp(-1) for each whole part, and the rest; stops at the first that fails.
    for (BigInteger i = parts[0]; i.signum() > 0; i = i.subtract(BigInteger.ONE)) {
      if (!exp(1, 1)) {
        return false;
      }
    }
    return d.bitLength() <= SMALL_BITS
        ? exp(parts[1].longValue(), d.longValue())
        : expLarge(parts[1], d);
  }

  /** The same for n <= d < 2^50. */
  boolean exp(long n, long d) {
    for (int k = 1; k < SMALL_ROUNDS; k++) {
      if (uniform.below(d * k) >= n) {
        return k % 2 == 1;
      }
    }
    // Reached with a probability below 1 over the factorial of 4095.
    throw new IllegalStateException("coin: the random stream is not random");
  }

  private boolean expLarge(BigInteger n, BigInteger d) {
    int k = 1;
    while (uniform.below(d.multiply(BigInteger.valueOf(k))).compareTo(n) < 0) {
      k++;
    }
    return k % 2 == 1;
  }
}
