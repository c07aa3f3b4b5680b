package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Ring;
import java.util.List;

/** Between numbers and their digits. */
public final class Digits {
  private Digits() {}

  /** All digits of a number, two's complement, lowest first. 8 rounds, Z128 9. */
  public static Bits of(Circuit c, Num x) {
    Adder.Addends addends = Adder.addends(c, x);
    return Adder.sum(c, addends.x(), addends.y());
  }

  /** The unsigned number of some digits. 2 rounds; two words a digit and six a number. */
  public static Num number(Circuit c, Bits digits, Ring ring) {
    List<Num> parts = c.numbersOfParts(digits, ring);
    Num x = parts.get(0);
    for (Num part : parts.subList(1, parts.size() - 1)) {
      x = c.subtract(c.add(x, part), c.times(c.multiply(x, part), 2));
    }
    // Exclusive or of x and y as numbers: x + y - 2xy; weighted, the products are one dot product.
    long[] weights = weights(ring, digits.cells(), digits.planes());
    Num y = c.times(parts.get(parts.size() - 1), weights);
    Num sum = c.add(c.times(x, weights), y);
    return c.subtract(c.sumBlocks(sum, digits.planes()), c.dot(c.times(x, 2), y, digits.planes()));
  }

  /** 2^i in every cell of block i. */
  private static long[] weights(Ring ring, int cells, int planes) {
    int total = Math.multiplyExact(cells, planes);
    long[] weights = new long[ring == Ring.Z128 ? 2 * total : total];
    for (int plane = 0; plane < planes; plane++) {
      boolean high = plane >= Long.SIZE;
      if (high && ring != Ring.Z128) {
        throw new IllegalArgumentException(planes + " digits do not fit " + ring);
      }
      int from = plane * cells + (high ? total : 0);
      java.util.Arrays.fill(weights, from, from + cells, 1L << plane);
    }
    return weights;
  }
}
