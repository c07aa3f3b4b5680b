package io.tributary.mpc.four;

import io.tributary.mpc.Words128;
import java.util.Arrays;

/**
 * The three rings and the arithmetic on vectors of them. A vector is a {@code long[]}; operations
 * are elementwise and take time independent of the values.
 *
 * <ul>
 *   <li>{@link #BITS}: Z_2, 64 cells a word, cell c of a plane in bit {@code c mod 64} of word
 *       {@code c / 64}; a vector is its planes one after the other, lowest first. Sum is xor,
 *       product is and.
 *   <li>{@link #Z64}: Z_2^64, one word a cell, two's complement.
 *   <li>{@link #Z128}: Z_2^128, the low words of all cells, then their high words.
 * </ul>
 */
public enum Ring {
  /** Bits, 64 cells a word. */
  BITS {
    @Override
    void add(long[] sum, long[] x) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] ^= x[i];
      }
    }

    @Override
    void subtract(long[] difference, long[] x) {
      add(difference, x);
    }

    @Override
    long[] product(long[] x, long[] y) {
      long[] z = new long[x.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = x[i] & y[i];
      }
      return z;
    }

    @Override
    long[] cross(long[] x, long[] y, long[] v, long[] w) {
      long[] z = new long[x.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = (x[i] & y[i]) ^ (v[i] & w[i]);
      }
      return z;
    }
  },

  /** Integers modulo 2^64. */
  Z64 {
    @Override
    void add(long[] sum, long[] x) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += x[i];
      }
    }

    @Override
    void subtract(long[] difference, long[] x) {
      for (int i = 0; i < difference.length; i++) {
        difference[i] -= x[i];
      }
    }

    @Override
    long[] product(long[] x, long[] y) {
      long[] z = new long[x.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = x[i] * y[i];
      }
      return z;
    }

    @Override
    long[] cross(long[] x, long[] y, long[] v, long[] w) {
      long[] z = new long[x.length];
      for (int i = 0; i < z.length; i++) {
        z[i] = x[i] * y[i] + v[i] * w[i];
      }
      return z;
    }
  },

  /** Integers modulo 2^128. */
  Z128 {
    @Override
    void add(long[] sum, long[] x) {
      Words128.add(sum, x);
    }

    @Override
    void subtract(long[] difference, long[] x) {
      Words128.subtract(difference, x);
    }

    @Override
    long[] product(long[] x, long[] y) {
      int n = x.length / 2;
      long[] z = new long[x.length];
      for (int i = 0; i < n; i++) {
        z[i] = x[i] * y[i];
        z[n + i] = multiplyHigh(x[i], y[i]) + x[i] * y[n + i] + x[n + i] * y[i];
      }
      return z;
    }

    @Override
    long[] cross(long[] x, long[] y, long[] v, long[] w) {
      long[] z = product(x, y);
      add(z, product(v, w));
      return z;
    }

    @Override
    int wordsPerCell() {
      return 2;
    }
  };

  /** Adds a vector in place. */
  abstract void add(long[] sum, long[] x);

  /** Subtracts a vector in place. */
  abstract void subtract(long[] difference, long[] x);

  /** The elementwise product. */
  abstract long[] product(long[] x, long[] y);

  /** The elementwise {@code x y + v w}. */
  abstract long[] cross(long[] x, long[] y, long[] v, long[] w);

  /** Words that one cell takes; of bits, of one word of 64 cells. */
  int wordsPerCell() {
    return 1;
  }

  /**
   * The sum of {@code terms} equal blocks, which lie one after the other. Low and high words of
   * Z128 are blocks apart.
   */
  long[] fold(long[] blocks, int terms) {
    if (terms == 1) {
      return blocks;
    }
    long[] sum = block(blocks, 0, terms);
    for (int term = 1; term < terms; term++) {
      add(sum, block(blocks, term, terms));
    }
    return sum;
  }

  private long[] block(long[] blocks, int term, int terms) {
    int parts = wordsPerCell();
    int stride = blocks.length / parts;
    int size = stride / terms;
    if (parts == 1) {
      return Arrays.copyOfRange(blocks, term * size, (term + 1) * size);
    }
    long[] block = new long[parts * size];
    for (int part = 0; part < parts; part++) {
      System.arraycopy(blocks, part * stride + term * size, block, part * size, size);
    }
    return block;
  }

  /** High word of the unsigned product. */
  private static long multiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }
}
