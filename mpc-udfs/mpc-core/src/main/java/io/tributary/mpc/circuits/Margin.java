package io.tributary.mpc.circuits;

import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Ring;
import java.util.ArrayList;
import java.util.List;

/**
 * Totals that are published beside their cells: a total less the shown cells is the sum of the
 * hidden ones. It may open where no cell is hidden, or where at least two are and all hidden cells
 * together pass the minimum group as one group. Else the total stays shut, rather than one more
 * cell.
 *
 * <p>That holds for totals in one direction. In a table with totals both ways, equations of several
 * rows and columns can together determine a hidden cell although every single total passes; publish
 * one direction, or the grand total alone.
 */
public final class Margin {
  private final MinimumGroup rule;

  /** With the rule of the cells. */
  public Margin(MinimumGroup rule) {
    this.rule = rule;
  }

  /**
   * Which totals may open.
   *
   * @param shown of each cell of a group, one plane over all groups
   * @param counts of each cell, in the same order: one vector over all groups for each repository
   */
  public Bits shownTotals(Circuit c, List<Bits> shown, List<List<Num>> counts) {
    if (shown.size() != counts.size() || shown.size() < 2) {
      throw new IllegalArgumentException("margin: need at least two cells, each with its counts");
    }
    List<Num> hidden = new ArrayList<>();
    for (Bits cell : shown) {
      hidden.add(Select.number(c, c.not(cell), Ring.Z64));
    }
    Num number = FixedPoint.sum(c, hidden);
    Bits none = Compare.isZero(c, number);
    Bits several = Compare.atLeast(c, number, 2);
    Bits together = rule.shown(c, hiddenCounts(c, c.concat(hidden), counts));
    // At most one of the two is true.
    return c.xor(none, c.and(several, together));
  }

  /** For each repository the subjects of all hidden cells of a group. */
  private static List<Num> hiddenCounts(Circuit c, Num hidden, List<List<Num>> counts) {
    List<Num> sums = new ArrayList<>();
    for (int repository = 0; repository < counts.get(0).size(); repository++) {
      int which = repository;
      Num blocks = c.concat(counts.stream().map(cell -> cell.get(which)).toList());
      sums.add(c.dot(hidden, blocks, counts.size()));
    }
    return sums;
  }
}
