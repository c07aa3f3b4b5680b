package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import java.util.List;

/**
 * Release rules against cells that are nearly one or two contributors' own: their totals would tell
 * them about each other. Contributions are one non-negative vector a contributor, and 100 times
 * their sum stays below 2^62.
 */
public final class Dominance {
  private Dominance() {}

  /**
   * Where the {@code n} largest contributions together are at most {@code percent} % of the sum.
   */
  public static Bits largestWithin(Circuit c, List<Num> contributions, int n, int percent) {
    if (n < 1 || n > contributions.size() || percent < 1 || percent > 99) {
      throw new IllegalArgumentException("dominance (" + n + ", " + percent + "): no such rule");
    }
    List<Num> sorted = Order.sort(c, contributions);
    Num largest = FixedPoint.sum(c, sorted.subList(sorted.size() - n, sorted.size()));
    Num sum = FixedPoint.sum(c, contributions);
    Num room = c.subtract(c.times(sum, percent), c.times(largest, 100));
    return c.not(Compare.isNegative(c, room));
  }

  /**
   * The p-percent rule: where the sum less the two largest contributions is at least {@code
   * percent} % of the largest, so that the second cannot estimate the first closer than that.
   */
  public static Bits protectsLargest(Circuit c, List<Num> contributions, int percent) {
    if (contributions.size() < 2 || percent < 1 || percent > 100) {
      throw new IllegalArgumentException("p-percent rule " + percent + ": need 1 to 100, and two");
    }
    List<Num> sorted = Order.sort(c, contributions);
    int last = sorted.size() - 1;
    Num others =
        c.subtract(FixedPoint.sum(c, contributions), c.add(sorted.get(last), sorted.get(last - 1)));
    Num room = c.subtract(c.times(others, 100), c.times(sorted.get(last), percent));
    return c.not(Compare.isNegative(c, room));
  }
}
