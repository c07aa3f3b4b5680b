package io.tributary.protocol.compare;

import io.tributary.mpc.four.Num;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What release rules look at, over the groups of a set.
 *
 * @param sizes of the group, then of each support; each by organisation: its number of subjects;
 *     where subjects overlap, how many of its repositories have enough of them
 * @param sums by cell of the first section, then by organisation
 */
record Holdings(List<List<Num>> sizes, Map<Integer, List<Num>> sums) {
  Holdings each(UnaryOperator<Num> change) {
    Map<Integer, List<Num>> changed = new TreeMap<>();
    sums.forEach((cell, all) -> changed.put(cell, all.stream().map(change).toList()));
    return new Holdings(
        sizes.stream().map(size -> size.stream().map(change).toList()).toList(), changed);
  }

  /** Of the group itself. */
  List<Num> size() {
    return sizes.get(0);
  }
}
