package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Clear;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Ring;
import java.math.BigInteger;
import java.util.Collections;

/**
 * Numbers to the nearest multiple of a public base, ties up, exactly: a division by a constant, as
 * a product with its reciprocal and a shift (Granlund, Montgomery 1994). The number of rounds
 * depends on neither the cells nor, beyond 62 binary digits, on their size.
 */
public final class Round {
  private static final int WIDTH = 128;

  /** x (2^s/b) stays below 2^127 for x of so many digits. */
  private static final int SHORT = 62;

  /** Multiples of the base that may lie within the bound, as a power of two. */
  private static final int STEPS = 59;

  private Round() {}

  /**
   * Whether numbers within a bound can be rounded so: at most 2^59 multiples of the base lie within
   * it, and their difference needs 120 digits at most.
   */
  public static boolean fits(BigInteger bound, BigInteger base) {
    return base.compareTo(BigInteger.TWO) >= 0
        && base.bitLength() <= WIDTH - 8
        && bound.bitLength() <= WIDTH - 8
        && bound.divide(base).bitLength() <= STEPS;
  }

  /** The same in the clear: the greatest multiple of the base not above x + base/2. */
  public static BigInteger nearest(BigInteger x, BigInteger base) {
    BigInteger raised = x.add(base.shiftRight(1));
    return raised.subtract(raised.mod(base));
  }

  /**
   * The nearest multiples of a base. 11 rounds where bound and base have 60 binary digits at most,
   * else 33. Of a number beyond the bound it is some multiple of the base.
   *
   * @param x of Z128, each cell at most {@code bound} in size
   */
  public static Num nearest(Circuit c, Num x, BigInteger base, BigInteger bound) {
    if (x.ring() != Ring.Z128 || !fits(bound, base)) {
      throw new IllegalArgumentException("round " + x + " to " + base + " within " + bound);
    }
    // Not negative from here on, and the same place between two multiples.
    BigInteger shift = bound.divide(base).add(BigInteger.ONE).multiply(base);
    BigInteger half = base.shiftRight(1);
    Num raised = c.plus(x, constant(x, shift.add(half)));
    int digits = bound.add(shift).add(half).bitLength();
    Num steps =
        digits <= SHORT ? quotient(c, raised, base, digits) : longQuotient(c, raised, base, digits);
    return c.plus(c.times(steps, constant(x, base)), constant(x, shift.negate()));
  }

  /**
   * floor(x / b) for 0 <= x < 2^digits: with 2^s >= b 2^digits and m = ceil(2^s / b) it is xm/2^s.
   */
  private static Num quotient(Circuit c, Num x, BigInteger base, int digits) {
    int shift = digits + base.subtract(BigInteger.ONE).bitLength();
    BigInteger less = base.subtract(BigInteger.ONE);
    BigInteger reciprocal = BigInteger.ONE.shiftLeft(shift).add(less).divide(base);
    return FixedPoint.floorShift(c, c.times(x, constant(x, reciprocal)), shift);
  }

  /**
   * The same where the product would not fit. The lowest h digits are left out, 2^h <= b/2, and the
   * reciprocal is rounded down with 2^(s+h) >= 2 2^digits: each costs less than half of the
   * quotient's last place, so that the quotient is right or one too small.
   */
  private static Num longQuotient(Circuit c, Num x, BigInteger base, int digits) {
    int left = base.bitLength() - 2;
    int shift = digits + 1 - left;
    BigInteger reciprocal = BigInteger.ONE.shiftLeft(digits + 1).divide(base);
    Num upper = FixedPoint.floorShift(c, x, left);
    Num near = FixedPoint.floorShift(c, c.times(upper, constant(x, reciprocal)), shift);
    Num over = c.subtract(x, c.times(near, constant(x, base)));
    Num below = c.plus(over, constant(x, base.negate()));
    return c.add(near, Select.number(c, c.not(Compare.isNegative(c, below)), Ring.Z128));
  }

  private static long[] constant(Num like, BigInteger value) {
    return Clear.words(Ring.Z128, Collections.nCopies(like.cells(), value));
  }
}
