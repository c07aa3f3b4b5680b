package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Ring;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The release rule that hides small groups: a cell opens only if its number of subjects is at least
 * k even without the contribution of the largest repository, so that no single repository can open
 * a cell by inventing subjects. Of any other cell nobody learns more than that: its measures open
 * as 0.
 *
 * <p>Counts come as one vector a repository. A repository that lies about its own, with any number
 * of the ring, can hide cells but not open one that the others' counts do not open.
 */
public final class MinimumGroup {
  /** What repositories' counts of subjects mean together. */
  public enum Subjects {
    /** Nobody is known to two repositories: counts add up. */
    DISJOINT,
    /** Somebody may be: the largest count stands for the group. */
    OVERLAPPING
  }

  /** A name for the output and the vector that it opens where it may. */
  public record Measure(String name, Num sum) {}

  private final long threshold;
  private final Subjects subjects;

  /**
   * A rule.
   *
   * @param threshold k, from 1 to 2^31
   */
  public MinimumGroup(long threshold, Subjects subjects) {
    if (threshold < 1 || threshold > 1L << 31) {
      throw new IllegalArgumentException("minimum group " + threshold + ": must be 1 to 2^31");
    }
    this.threshold = threshold;
    this.subjects = subjects;
  }

  /**
   * Which cells may open. With disjoint subjects: those where the sum of all counts but one is at
   * least k, whichever is left out. With overlapping subjects: those where at least two counts are.
   *
   * @param counts one vector a repository, each below 2^62 divided by their number
   */
  public Bits shown(Circuit c, List<Num> counts) {
    return subjects == Subjects.DISJOINT ? withoutAnyOne(c, counts) : secondLargest(c, counts);
  }

  /** sum - max >= k exactly if sum - count >= k for every count: comparisons side by side. */
  private Bits withoutAnyOne(Circuit c, List<Num> counts) {
    Num sum = FixedPoint.sum(c, counts);
    List<Bits> enough = new ArrayList<>();
    for (Num count : counts) {
      enough.add(Compare.atLeast(c, c.subtract(sum, count), threshold));
    }
    return Compare.all(c, c.stack(enough));
  }

  /** The second largest count is at least k exactly if two counts are. */
  private Bits secondLargest(Circuit c, List<Num> counts) {
    Num large = null;
    for (Num count : counts) {
      Num one = Select.number(c, Compare.atLeast(c, count, threshold), Ring.Z64);
      large = large == null ? one : c.add(large, one);
    }
    return Compare.atLeast(c, large, 2);
  }

  /**
   * Opens to the receiver outside which cells are shown, as {@code shownName}, and every measure
   * where its cell is; elsewhere it opens as 0. All measures of a ring go in one step.
   */
  public void release(Circuit c, String shownName, List<Num> counts, List<Measure> measures) {
    release(c, shownName, shown(c, counts), measures);
  }

  /** The same, for cells that other rules too have a say in. */
  public static void release(Circuit c, String shownName, Bits shown, List<Measure> measures) {
    c.open(shownName, shown);
    Map<Ring, List<Measure>> byRing = new EnumMap<>(Ring.class);
    for (Measure measure : measures) {
      byRing.computeIfAbsent(measure.sum().ring(), ring -> new ArrayList<>()).add(measure);
    }
    byRing.forEach((ring, some) -> release(c, Select.number(c, shown, ring), some));
  }

  private static void release(Circuit c, Num shown, List<Measure> measures) {
    int cells = shown.cells();
    Num all = c.concat(measures.stream().map(Measure::sum).toList());
    Num kept = c.multiply(c.repeat(shown, measures.size()), all);
    for (int i = 0; i < measures.size(); i++) {
      c.open(measures.get(i).name(), c.slice(kept, i * cells, (i + 1) * cells));
    }
  }
}
