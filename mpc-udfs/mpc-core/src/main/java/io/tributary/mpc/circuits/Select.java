package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Ring;

/** Choice by a shared bit. */
public final class Select {
  private Select() {}

  /** One plane as numbers 0 and 1 of a ring. 2 rounds. */
  public static Num number(Circuit c, Bits bit, Ring ring) {
    if (bit.planes() != 1) {
      throw new IllegalArgumentException("select: need one plane, got " + bit.planes());
    }
    return Digits.number(c, bit, ring);
  }

  /** x where the number {@code bit} is 1, y where it is 0. 1 round. */
  public static Num select(Circuit c, Num bit, Num x, Num y) {
    return c.add(y, c.multiply(bit, c.subtract(x, y)));
  }

  /** x where the bit is 1, y where it is 0, for every plane. 1 round. */
  public static Bits select(Circuit c, Bits bit, Bits x, Bits y) {
    return c.xor(y, c.and(c.spread(bit, x.planes()), c.xor(x, y)));
  }
}
