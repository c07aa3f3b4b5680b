package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Addition of numbers that are shared digit by digit. Carries go by parallel prefix: a span of
 * digits generates a carry (g) or propagates one (p), and spans combine as (g, p) after (g', p') =
 * (g xor p g', p p').
 */
final class Adder {
  /**
   * Two addends whose sum modulo 2^width is a number; with three members also the majorities that
   * made up the second, one plane a digit, else none.
   */
  record Addends(Bits x, Bits y, List<Bits> majorities) {}

  private Adder() {}

  /** The digits of two addends of a number; one exchange. */
  static Addends addends(Circuit c, Num number) {
    List<Bits> parts = c.digitsOfParts(number);
    return parts.size() == 2
        ? new Addends(parts.get(0), parts.get(1), List.of())
        : save(c, parts.get(0), parts.get(1), parts.get(2));
  }

  /** Three addends to two. */
  private static Addends save(Circuit c, Bits a, Bits b, Bits d) {
    Bits majority = c.xor(c.and(c.xor(a, d), c.xor(b, d)), d);
    Bits zero = c.constantBits(a.cells(), 1, 0);
    Bits shifted = c.stack(List.of(zero, c.planes(majority, 0, 1, a.planes() - 1)));
    return new Addends(c.xor(c.xor(a, b), d), shifted, List.of(majority));
  }

  /** The carry out of x + y; 1 + log2(planes) exchanges. */
  static Bits carry(Circuit c, Bits x, Bits y) {
    return carryOf(c, c.and(x, y), c.xor(x, y));
  }

  /** The carry out of x + y + 1. */
  static Bits carryWithOne(Circuit c, Bits x, Bits y) {
    Bits p = c.xor(x, y);
    return carryOf(c, withOne(c, c.and(x, y), p), p);
  }

  /** A carry into the lowest digit is generated there where it is propagated. */
  private static Bits withOne(Circuit c, Bits g, Bits p) {
    Bits lowest = c.xor(c.plane(g, 0), c.plane(p, 0));
    return g.planes() == 1 ? lowest : c.stack(List.of(lowest, c.planes(g, 1, 1, g.planes() - 1)));
  }

  /** Combines neighbouring spans until one is left. The lowest span needs no p. */
  private static Bits carryOf(Circuit c, Bits generate, Bits propagate) {
    Bits g = generate;
    Bits p = g.planes() == 1 ? propagate : c.planes(propagate, 1, 1, g.planes() - 1);
    while (g.planes() > 1) {
      int spans = g.planes();
      int pairs = spans / 2;
      boolean odd = spans % 2 == 1;
      Bits highP = c.planes(p, 0, 2, pairs);
      Bits lowG = c.planes(g, 0, 2, pairs);
      Bits left = pairs == 1 ? highP : c.stack(List.of(highP, c.planes(highP, 1, 1, pairs - 1)));
      Bits right = pairs == 1 ? lowG : c.stack(List.of(lowG, c.planes(p, 1, 2, pairs - 1)));
      Bits both = c.and(left, right);
      Bits newG = c.xor(c.planes(g, 1, 2, pairs), c.planes(both, 0, 1, pairs));
      if (pairs > 1) {
        Bits newP = c.planes(both, pairs, 1, pairs - 1);
        p = odd ? c.stack(List.of(newP, c.plane(p, spans - 2))) : newP;
      } else if (odd) {
        p = c.plane(p, spans - 2);
      }
      g = odd ? c.stack(List.of(newG, c.plane(g, spans - 1))) : newG;
    }
    return g;
  }

  /** x + y modulo 2^planes; 1 + log2(planes) exchanges. */
  static Bits sum(Circuit c, Bits x, Bits y) {
    Bits p = c.xor(x, y);
    return shifted(c, prefixes(c, c.and(x, y), p), p, 0);
  }

  /** x - y modulo 2^planes, and above it one plane that is 1 where x >= y, both unsigned. */
  static Bits difference(Circuit c, Bits x, Bits y) {
    Bits p = c.xor(x, c.not(y));
    Bits carries = prefixes(c, withOne(c, c.and(x, c.not(y)), p), p);
    Bits sum = shifted(c, carries, p, 1);
    return c.stack(List.of(sum, c.plane(carries, x.planes() - 1)));
  }

  private static Bits shifted(Circuit c, Bits carries, Bits p, int carryIn) {
    Bits first = c.constantBits(p.cells(), 1, carryIn);
    int planes = p.planes();
    Bits in = planes == 1 ? first : c.stack(List.of(first, c.planes(carries, 0, 1, planes - 1)));
    return c.xor(p, in);
  }

  /** The carry out of every digit (Sklansky 1960). */
  private static Bits prefixes(Circuit c, Bits generate, Bits propagate) {
    Bits g = generate;
    Bits p = propagate;
    int planes = g.planes();
    for (int half = 1; half < planes; half *= 2) {
      int span = half;
      int[] high = IntStream.range(0, planes).filter(i -> (i & span) != 0).toArray();
      int[] low = IntStream.of(high).map(i -> i / span * span - 1).toArray();
      int[] open = IntStream.of(high).filter(i -> i >= 2 * span).toArray();
      int[] below = IntStream.of(open).map(i -> i / span * span - 1).toArray();
      Bits left = c.pick(p, concat(high, open));
      Bits right = c.pick(g, low);
      right = open.length == 0 ? right : c.stack(List.of(right, c.pick(p, below)));
      Bits both = c.and(left, right);
      Bits newG = c.xor(c.pick(g, high), c.planes(both, 0, 1, high.length));
      g = replace(c, g, high, newG);
      if (open.length > 0) {
        p = replace(c, p, open, c.planes(both, high.length, 1, open.length));
      }
    }
    return g;
  }

  private static int[] concat(int[] a, int[] b) {
    return IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray();
  }

  /** The named planes replaced by others. */
  private static Bits replace(Circuit c, Bits old, int[] which, Bits by) {
    int[] source = IntStream.range(0, old.planes()).toArray();
    for (int i = 0; i < which.length; i++) {
      source[which[i]] = old.planes() + i;
    }
    return c.pick(c.stack(List.of(old, by)), source);
  }
}
