package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import java.util.List;

/**
 * Release rules against cells that are nearly one or two contributors' own: their totals would tell
 * them about each other. Contributions are one non-negative vector a contributor, and 100 times
 * their sum stays below 2^63 (Z64) or 2^127 (Z128).
 */
public final class Dominance {
  private final Circuit c;
  private final List<Num> sorted;
  private final Num sum;

  /** Sorts the contributions, once for all rules. */
  public Dominance(Circuit c, List<Num> contributions) {
    this.c = c;
    sorted = Order.sort(c, contributions);
    sum = FixedPoint.sum(c, contributions);
  }

  /**
   * Where the {@code n} largest contributions together are at most {@code percent} % of the sum.
   */
  public Bits largestWithin(int n, int percent) {
    if (n < 1 || n > sorted.size() || percent < 1 || percent > 99) {
      throw new IllegalArgumentException("dominance (" + n + ", " + percent + "): no such rule");
    }
    Num largest = FixedPoint.sum(c, sorted.subList(sorted.size() - n, sorted.size()));
    Num room = c.subtract(c.times(sum, percent), c.times(largest, 100));
    return c.not(Compare.isNegative(c, room));
  }

  /**
   * The p-percent rule: where the sum less the two largest contributions is at least {@code
   * percent} % of the largest, so that the second cannot estimate the first closer than that.
   */
  public Bits protectsLargest(int percent) {
    if (sorted.size() < 2 || percent < 1 || percent > 100) {
      throw new IllegalArgumentException("p-percent rule " + percent + ": need 1 to 100, and two");
    }
    int last = sorted.size() - 1;
    Num others = c.subtract(sum, c.add(sorted.get(last), sorted.get(last - 1)));
    Num room = c.subtract(c.times(others, 100), c.times(sorted.get(last), percent));
    return c.not(Compare.isNegative(c, room));
  }
}
