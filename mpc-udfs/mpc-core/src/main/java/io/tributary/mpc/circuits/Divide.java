package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact division and square roots, digit by digit as with pen and paper. They take rounds in
 * proportion to the digits of the result, so declare no more than are needed; the number of cells
 * costs none.
 */
public final class Divide {
  private Divide() {}

  /**
   * floor(x / y) for 0 <= x, y < 2^digits with digits below the width; where y is 0, 2^digits - 1.
   * About digits times (3 + log2(digits)) rounds.
   */
  public static Num floor(Circuit c, Num x, Num y, int digits) {
    Bits quotient = floor(c, lowest(c, x, digits), lowest(c, y, digits));
    return Digits.number(c, quotient, x.ring());
  }

  /** floor of the square root, for 0 <= x < 2^digits with digits even and below the width. */
  public static Num root(Circuit c, Num x, int digits) {
    return Digits.number(c, root(c, lowest(c, x, digits)), x.ring());
  }

  private static Bits lowest(Circuit c, Num x, int digits) {
    if (digits < 1 || digits >= x.width()) {
      throw new IllegalArgumentException(digits + " digits of " + x.width());
    }
    return c.planes(Digits.of(c, x), 0, 1, digits);
  }

  /** floor(x / y) of unsigned numbers; as many digits as x; all ones where y is 0. */
  public static Bits floor(Circuit c, Bits x, Bits y) {
    int width = y.planes() + 1;
    Bits divisor = widened(c, y, width);
    Bits rest = c.constantBits(x.cells(), width, 0);
    List<Bits> quotient = new ArrayList<>();
    for (int digit = x.planes() - 1; digit >= 0; digit--) {
      Bits shifted = c.stack(List.of(c.plane(x, digit), c.planes(rest, 0, 1, width - 1)));
      Bits difference = Adder.difference(c, shifted, divisor);
      Bits fits = c.plane(difference, width);
      rest = Select.select(c, fits, c.planes(difference, 0, 1, width), shifted);
      quotient.add(0, fits);
    }
    return c.stack(quotient);
  }

  /** floor of the square root of an unsigned number with an even number of digits. */
  public static Bits root(Circuit c, Bits x) {
    if (x.planes() % 2 != 0) {
      throw new IllegalArgumentException("root: need an even number of digits");
    }
    int half = x.planes() / 2;
    int width = half + 2;
    Bits rest = c.constantBits(x.cells(), width, 0);
    List<Bits> root = new ArrayList<>();
    for (int digit = half - 1; digit >= 0; digit--) {
      Bits pair = c.planes(x, 2 * digit, 1, 2);
      Bits shifted = c.stack(List.of(pair, c.planes(rest, 0, 1, width - 2)));
      Bits difference = Adder.difference(c, shifted, trial(c, root, x.cells(), width));
      Bits fits = c.plane(difference, width);
      rest = Select.select(c, fits, c.planes(difference, 0, 1, width), shifted);
      root.add(0, fits);
    }
    return c.stack(root);
  }

  /** Four times the root so far, plus one. */
  private static Bits trial(Circuit c, List<Bits> root, int cells, int width) {
    List<Bits> planes = new ArrayList<>(List.of(c.constantBits(cells, 2, 1)));
    planes.addAll(root);
    return widened(c, c.stack(planes), width);
  }

  private static Bits widened(Circuit c, Bits x, int width) {
    return x.planes() == width
        ? x
        : c.stack(List.of(x, c.constantBits(x.cells(), width - x.planes(), 0)));
  }
}
