package io.tributary.mpc.noise;

import io.tributary.mpc.KeyStream;
import io.tributary.mpc.Seed;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Uniform integers from a seed: the AES-256-CTR key stream with initial counter block {@code 4(4) |
 * number(4) | 0(8)}, big-endian, in words of 8 bytes, little-endian. Integers below a bound take
 * the lowest bits of as many words as they need and are drawn again when they are not below it.
 */
public final class UniformIntegers {
  /** Domain of noise; 1 to 3 are taken by shares, blindings and pieces. */
  private static final int DOMAIN = 4;

  private static final int CHUNK_WORDS = 512;

  private final KeyStream stream;
  private long[] words = {};
  private int at;

  /** One of the seed's streams; the same seed and number give the same integers. */
  public UniformIntegers(Seed seed, int number) {
    byte[] key = seed.copyBytes();
    stream = new KeyStream(key, DOMAIN, number);
    Arrays.fill(key, (byte) 0);
  }

  private long word() {
    if (at == words.length) {
      words = stream.next(CHUNK_WORDS);
      at = 0;
    }
    return words[at++];
  }

  /** A fair bit. */
  boolean bit() {
    return (word() & 1) == 1;
  }

  /** Uniform from 0 to {@code bound - 1}; the bound is positive. */
  long below(long bound) {
    long mask = -1L >>> Long.numberOfLeadingZeros(bound);
    long draw;
    do {
      draw = word() & mask;
    } while (draw >= bound);
    return draw;
  }

  /** Uniform from 0 to {@code bound - 1}; the bound is positive. */
  BigInteger below(BigInteger bound) {
    if (bound.bitLength() < Long.SIZE) {
      return BigInteger.valueOf(below(bound.longValue()));
    }
    BigInteger draw;
    do {
      draw = BigInteger.ZERO;
      for (int bits = 0; bits < bound.bitLength(); bits += Long.SIZE) {
        int wanted = Math.min(Long.SIZE, bound.bitLength() - bits);
        long word = word() & (-1L >>> (Long.SIZE - wanted));
        draw = draw.or(new BigInteger(Long.toUnsignedString(word)).shiftLeft(bits));
      }
    } while (draw.compareTo(bound) >= 0);
    return draw;
  }
}
