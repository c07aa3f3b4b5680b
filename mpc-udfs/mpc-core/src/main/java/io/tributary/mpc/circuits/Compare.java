package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;

/**
 * Comparison of numbers; the answer is one plane of bits. Rounds are for Z64, one more for Z128.
 */
public final class Compare {
  private Compare() {}

  /** Whether x < 0, two's complement. 8 rounds. */
  public static Bits isNegative(Circuit c, Num x) {
    Adder.Addends addends = Adder.addends(c, x);
    int top = x.width() - 1;
    Bits carry = Adder.carry(c, c.planes(addends.x(), 0, 1, top), c.planes(addends.y(), 0, 1, top));
    return c.xor(c.xor(c.plane(addends.x(), top), c.plane(addends.y(), top)), carry);
  }

  /**
   * Whether x < y, signed, where x - y does not overflow: for width w, -2^(w-1) <= x - y < 2^(w-1).
   * 8 rounds.
   */
  public static Bits lessThanNear(Circuit c, Num x, Num y) {
    return isNegative(c, c.subtract(x, y));
  }

  /** Whether x < y, signed, for all x and y. Three times the work; 9 rounds. */
  public static Bits lessThan(Circuit c, Num x, Num y) {
    Bits signX = isNegative(c, x);
    Bits signY = isNegative(c, y);
    Bits near = isNegative(c, c.subtract(x, y));
    // Where the signs differ, x's decides; elsewhere the difference cannot overflow.
    return c.xor(near, c.and(c.xor(signX, signY), c.xor(near, signX)));
  }

  /** Whether x >= k for a public k, where x - k does not overflow. 8 rounds. */
  public static Bits atLeast(Circuit c, Num x, long k) {
    return c.not(isNegative(c, c.plus(x, Math.negateExact(k))));
  }

  /** Whether x = 0. 7 rounds. */
  public static Bits isZero(Circuit c, Num x) {
    // Addends of x - 1 add up to -1 exactly if they are each other's complement.
    Adder.Addends addends = Adder.addends(c, c.plus(x, -1));
    return all(c, c.xor(addends.x(), addends.y()));
  }

  /** Whether x = y. 7 rounds. */
  public static Bits equal(Circuit c, Num x, Num y) {
    return isZero(c, c.subtract(x, y));
  }

  /** Whether x < y for unsigned numbers shared digit by digit. */
  public static Bits lessThanUnsigned(Circuit c, Bits x, Bits y) {
    return c.not(Adder.carryWithOne(c, x, c.not(y)));
  }

  /** Whether all planes are 1; log2(planes) rounds. */
  public static Bits all(Circuit c, Bits bits) {
    Bits left = bits;
    while (left.planes() > 1) {
      int half = left.planes() / 2;
      Bits both = c.and(c.planes(left, 0, 1, half), c.planes(left, half, 1, half));
      left =
          left.planes() % 2 == 0
              ? both
              : c.stack(java.util.List.of(both, c.plane(left, left.planes() - 1)));
    }
    return left;
  }

  /** Whether any plane is 1; log2(planes) rounds. */
  public static Bits any(Circuit c, Bits bits) {
    return c.not(all(c, c.not(bits)));
  }
}
