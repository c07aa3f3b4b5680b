package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import java.math.BigInteger;
import java.util.List;

/** Numbers with a public number of binary places. */
public final class FixedPoint {
  private FixedPoint() {}

  /**
   * floor(x / 2^shift) of a signed number, exactly, for all x and 0 <= shift < width: an arithmetic
   * shift to the right. 10 rounds.
   */
  public static Num floorShift(Circuit c, Num x, int shift) {
    if (shift < 0 || shift >= x.width()) {
      throw new IllegalArgumentException("shift by " + shift + " of " + x.width() + " bits");
    }
    if (shift == 0) {
      return x;
    }
    int width = x.width();
    // Unsigned from here on: x + 2^(width-1). Its parts add up to it modulo 2^width, so that their
    // shifted sum lacks the carries into digit 'shift' and has those out of the width too much.
    Num raised = c.plus(x, powers(x, width - 1));
    Adder.Addends addends = Adder.addends(c, raised);
    Num sum = null;
    for (Num part : c.shiftedParts(raised, shift)) {
      sum = sum == null ? part : c.add(sum, part);
    }
    Num carried = c.add(sum, carries(c, addends, shift, x));
    Num over = c.times(carries(c, addends, width, x), powers(x, width - shift));
    return c.subtract(c.subtract(carried, over), constant(c, x, width - 1 - shift));
  }

  /** Carries of all addends out of the digits below one. */
  private static Num carries(Circuit c, Adder.Addends addends, int below, Num like) {
    Bits carry =
        Adder.carry(c, c.planes(addends.x(), 0, 1, below), c.planes(addends.y(), 0, 1, below));
    Num carries = Select.number(c, carry, like.ring());
    for (Bits majorities : addends.majorities()) {
      Bits majority = c.plane(majorities, below - 1);
      carries = c.add(carries, Select.number(c, majority, like.ring()));
    }
    return carries;
  }

  private static long[] powers(Num like, int exponent) {
    BigInteger power = BigInteger.ONE.shiftLeft(exponent);
    return io.tributary.mpc.four.Clear.words(
        like.ring(), java.util.Collections.nCopies(like.cells(), power));
  }

  private static Num constant(Circuit c, Num like, int exponent) {
    return c.constant(like.ring(), like.cells(), powers(like, exponent));
  }

  /**
   * floor(x y / 2^places): the product of two numbers with so many binary places, where x y does
   * not overflow. 11 rounds.
   */
  public static Num multiply(Circuit c, Num x, Num y, int places) {
    return floorShift(c, c.multiply(x, y), places);
  }

  /** The same of dot products; see {@link Circuit#dot}. */
  public static Num dot(Circuit c, Num x, Num y, int terms, int places) {
    return floorShift(c, c.dot(x, y, terms), places);
  }

  /** The sum of several vectors. */
  public static Num sum(Circuit c, List<Num> vectors) {
    Num sum = vectors.get(0);
    for (Num vector : vectors.subList(1, vectors.size())) {
      sum = c.add(sum, vector);
    }
    return sum;
  }
}
