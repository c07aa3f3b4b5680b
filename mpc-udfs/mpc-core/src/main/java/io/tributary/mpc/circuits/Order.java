package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import java.util.ArrayList;
import java.util.List;

/**
 * Least, greatest and sorted of a few vectors, cell by cell: which vector a value came from does
 * not show. Signed, for all values. A comparison and exchange takes 12 rounds.
 */
public final class Order {
  private Order() {}

  /** The lesser of two, then the greater. */
  public static List<Num> exchange(Circuit c, Num x, Num y) {
    Bits less = Compare.lessThan(c, y, x);
    Num least = Select.select(c, Select.number(c, less, x.ring()), y, x);
    return List.of(least, c.subtract(c.add(x, y), least));
  }

  /** The least of several; log2(their number) exchanges deep. */
  public static Num least(Circuit c, List<Num> vectors) {
    return extreme(c, vectors, 0);
  }

  /** The greatest of several; log2(their number) exchanges deep. */
  public static Num greatest(Circuit c, List<Num> vectors) {
    return extreme(c, vectors, 1);
  }

  private static Num extreme(Circuit c, List<Num> vectors, int which) {
    List<Num> left = new ArrayList<>(vectors);
    while (left.size() > 1) {
      List<Num> next = new ArrayList<>();
      for (int i = 0; i + 1 < left.size(); i += 2) {
        next.add(exchange(c, left.get(i), left.get(i + 1)).get(which));
      }
      if (left.size() % 2 == 1) {
        next.add(left.get(left.size() - 1));
      }
      left = next;
    }
    return left.get(0);
  }

  /** All of them, ascending, by Batcher's odd-even merge sort. */
  public static List<Num> sort(Circuit c, List<Num> vectors) {
    List<Num> sorted = new ArrayList<>(vectors);
    int size = sorted.size();
    for (int run = 1; run < size; run *= 2) {
      for (int stride = run; stride > 0; stride /= 2) {
        for (int from = stride % run; from + stride < size; from += 2 * stride) {
          for (int i = from; i < Math.min(from + stride, size - stride); i++) {
            if (i / (2 * run) == (i + stride) / (2 * run)) {
              List<Num> pair = exchange(c, sorted.get(i), sorted.get(i + stride));
              sorted.set(i, pair.get(0));
              sorted.set(i + stride, pair.get(1));
            }
          }
        }
      }
    }
    return sorted;
  }
}
