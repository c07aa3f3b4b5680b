package io.tributary.protocol.compare;

import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Rearrange;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which cells of the layout count subjects. Where each row is a subject, the row counts of the
 * finest groups, which add up to those of coarser ones; else the first cell of each section of
 * distinct subjects, which do not. After each of these come the section's supports, group by group
 * as well.
 */
final class CountLayout {
  private final CompiledJob job;
  private final List<Integer> cells = new ArrayList<>();
  private final Map<List<Integer>, Integer> starts = new HashMap<>();
  private int supports;

  private CountLayout(CompiledJob job) {
    this.job = job;
  }

  static CountLayout of(CompiledJob job, Release.Guarded rules) {
    CountLayout layout = new CountLayout(job);
    if (rules.subjects().isEmpty()) {
      layout.add(0);
    } else {
      for (List<Integer> set : ReleasedCells.sets(job)) {
        layout.add(layout.distinct(set));
      }
    }
    return layout;
  }

  private int distinct(List<Integer> set) {
    for (int i = 0; i < job.sections().size(); i++) {
      Section section = job.sections().get(i);
      if (section.isDistinct() && section.dimensions().equals(set)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "job " + job.name() + " counts no subjects in the groups of its grouping set " + set);
  }

  private void add(int section) {
    List<Integer> dimensions = job.sections().get(section).dimensions();
    starts.put(dimensions, cells.size());
    int width = job.width(section);
    List<Integer> counted = job.sections().get(section).supports();
    supports = counted.size();
    for (int cell : counted) {
      for (int group = 0; group < job.groups(dimensions); group++) {
        cells.add(job.offset(section) + group * width + cell);
      }
    }
  }

  /** How many counts a group has, each of which must be large enough. */
  int supports() {
    return supports;
  }

  /** Places in the layout, in the order of the input. */
  int[] cells() {
    return cells.stream().mapToInt(Integer::intValue).toArray();
  }

  /** One of the counts of a set's groups, from an organisation's input. */
  Num of(Circuit c, Num all, List<Integer> set, int support) {
    if (starts.containsKey(set)) {
      int groups = job.groups(set);
      int from = starts.get(set) + support * groups;
      return groups == all.cells()
          ? all
          : Rearrange.gather(c, all, IntStream.range(from, from + groups).toArray());
    }
    Num finest = of(c, all, job.allDimensions(), support);
    return Rearrange.addUp(c, finest, job.coarser(job.allDimensions(), set), job.groups(set));
  }
}
