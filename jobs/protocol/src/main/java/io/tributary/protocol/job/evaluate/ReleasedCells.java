package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellRounding;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.Section;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a comparison run opens: for each grouping set by itself which groups may be shown, and the
 * cells of those; all other cells are zero, whatever the groups hold (PROTOCOL 3.7).
 *
 * <p>A set's cells are those of the sections that it has, one after the other, each as in the
 * layout but over the set's own groups. For a model, the finest groups are shown all or none.
 */
public final class ReleasedCells {
  private final CompiledJob job;
  private final List<List<Integer>> names;
  private final List<OfSet> sets;

  /**
   * A grouping set.
   *
   * @param shown by group
   * @param cells in the order above
   */
  public record OfSet(BitSet shown, List<BigInteger> cells) {
    public OfSet {
      shown = (BitSet) shown.clone();
      cells = List.copyOf(cells);
    }

    @Override
    public BitSet shown() {
      return (BitSet) shown.clone();
    }
  }

  /**
   * Puts them together.
   *
   * @param opened one for each of {@link #sets(CompiledJob)}, in that order
   * @throws JobException if numbers of cells are not the job's, cells of a hidden group are not
   *     zero, or what is rounded is not
   */
  public ReleasedCells(CompiledJob job, List<OfSet> opened) {
    this.job = job;
    names = sets(job);
    sets = List.copyOf(opened);
    if (sets.size() != names.size()) {
      throw OpenedCells.wrong("what was opened is of another job");
    }
    for (int i = 0; i < sets.size(); i++) {
      check(names.get(i), sets.get(i));
    }
  }

  private void check(List<Integer> set, OfSet opened) {
    int[] groups = groupOfCell(job, set);
    if (opened.cells.size() != groups.length || opened.shown.length() > job.groups(set)) {
      throw OpenedCells.wrong("what was opened is of another job");
    }
    for (int cell = 0; cell < groups.length; cell++) {
      if (!opened.shown.get(groups[cell]) && opened.cells.get(cell).signum() != 0) {
        throw OpenedCells.wrong("a cell of a hidden group is not zero");
      }
    }
    job.rounding().ifPresent(rounding -> checkMultiples(rounding, set, opened));
  }

  private void checkMultiples(CellRounding rounding, List<Integer> set, OfSet opened) {
    int at = 0;
    for (int section : sections(job, set)) {
      List<Cell> kinds = job.sections().get(section).cells();
      int from = at;
      at += job.groups(set) * job.width(section);
      for (int cell = from; cell < at; cell++) {
        BigInteger value = opened.cells.get(cell);
        Optional<BigInteger> base = rounding.base(kinds.get((cell - from) % kinds.size()));
        if (base.isPresent() && value.mod(base.get()).signum() != 0) {
          throw OpenedCells.wrong("a cell is not rounded");
        }
      }
    }
  }

  /** The grouping sets of a job, finer ones first; of a model, the finest groups. */
  public static List<List<Integer>> sets(CompiledJob job) {
    return job.model().isPresent() ? List.of(job.allDimensions()) : Suppression.finestFirst(job);
  }

  /** The sections of which a set has cells. */
  public static List<Integer> sections(CompiledJob job, List<Integer> set) {
    return IntStream.range(0, job.sections().size())
        .filter(section -> has(job, job.sections().get(section), set))
        .boxed()
        .toList();
  }

  private static boolean has(CompiledJob job, Section section, List<Integer> set) {
    return !section.isDistinct() || (job.opensSubjects() && section.dimensions().equals(set));
  }

  /** For each cell of a set, its group. */
  public static int[] groupOfCell(CompiledJob job, List<Integer> set) {
    return sections(job, set).stream()
        .flatMapToInt(
            section -> {
              int width = job.width(section);
              return IntStream.range(0, job.groups(set) * width).map(cell -> cell / width);
            })
        .toArray();
  }

  /** What was opened of each set. */
  public List<OfSet> sets() {
    return sets;
  }

  /** How many groups are not shown, of all sets: small and empty ones look alike. */
  public int hidden() {
    int hidden = 0;
    for (int i = 0; i < sets.size(); i++) {
      hidden += job.groups(names.get(i)) - sets.get(i).shown.cardinality();
    }
    return hidden;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReleasedCells that && sets.equals(that.sets);
  }

  @Override
  public int hashCode() {
    return sets.hashCode();
  }

  Suppression.Shown shown() {
    return (set, group) -> sets.get(names.indexOf(set)).shown.get(group);
  }

  /**
   * A section's cells by group; of a set that was not opened, added up from the finest. Empty if
   * its cells do not open.
   */
  List<List<BigInteger>> section(int section, List<Integer> set) {
    if (!sections(job, set).contains(section)) {
      return List.of();
    }
    int opened = names.indexOf(set);
    if (opened < 0) {
      return OpenedCells.addUp(
          job, section(section, job.allDimensions()), job.coarser(job.allDimensions(), set), set);
    }
    List<Integer> before = sections(job, set);
    int groups = job.groups(set);
    int at = 0;
    for (int other : before.subList(0, before.indexOf(section))) {
      at += groups * job.width(other);
    }
    List<List<BigInteger>> rows = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      int from = at + group * job.width(section);
      rows.add(sets.get(opened).cells.subList(from, from + job.width(section)));
    }
    return rows;
  }
}
