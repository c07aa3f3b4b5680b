package io.tributary.protocol.compare;

import io.tributary.mpc.circuits.Compare;
import io.tributary.mpc.circuits.Select;
import io.tributary.mpc.four.Bits;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Rearrange;
import io.tributary.mpc.four.Ring;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import io.tributary.protocol.job.evaluate.Suppression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A job's release rules as a program of the engine: it opens which groups may be shown, and their
 * cells; all other cells open as zero. What it computes is what {@code Suppression} says in the
 * clear. Cells that the job rounds are rounded before they are added up into coarser groups; the
 * rules look at the exact ones.
 *
 * <p>Inputs: those of {@link Contributions}; then {@code cells}, all cells of all repositories
 * added up, modulo 2^128. Outputs: {@code shown.<i>} and {@code cells.<i>} of grouping set i, in
 * the order of {@link ReleasedCells#sets}.
 */
final class ReleaseCircuit {
  private final Circuit c;
  private final CompiledJob job;
  private final GroupRule rule;
  private final Num cells;
  private final Num rounded;
  private final Contributions contributions;
  private final List<Integer> finest;
  private final List<List<Integer>> line;
  private final Map<Ring, Num> hidden = new EnumMap<>(Ring.class);
  private final Map<Ring, Num> unknown = new EnumMap<>(Ring.class);

  private ReleaseCircuit(
      CompiledJob job, Release.Guarded rules, List<Integer> organisations, Committee who) {
    this.job = job;
    c = new Circuit(who);
    rule = new GroupRule(c, job, rules);
    contributions = new Contributions(c, job, rules, organisations);
    finest = ReleasedCells.sets(job).get(0);
    line = Suppression.line(job, rules);
    cells = c.input("cells", Ring.Z128, job.cellCount());
    rounded =
        job.rounding().map(rounding -> new RoundedCells(c, job, rounding).of(cells)).orElse(cells);
  }

  /**
   * Builds the program of a job.
   *
   * @param organisations how many repositories of each contribute
   */
  static Program build(
      CompiledJob job, Release.Guarded rules, List<Integer> organisations, Committee committee) {
    return new ReleaseCircuit(job, rules, organisations, committee).build();
  }

  private Program build() {
    List<List<Integer>> sets = ReleasedCells.sets(job);
    for (int i = 0; i < sets.size(); i++) {
      List<Integer> set = sets.get(i);
      Bits own = decide(set);
      learn(set, own);
      release(i, set, job.model().isPresent() ? allOrNone(own) : own);
    }
    return c.build();
  }

  /** The finest set has been decided before, and those before it on the line. */
  private Bits decide(List<Integer> set) {
    List<Bits> conditions = new ArrayList<>();
    conditions.add(rule.passes(contributions.of(set)));
    if (!set.equals(finest)) {
      conditions.add(line.contains(set) ? remainderPasses(set) : isWhole(set));
    }
    return Compare.all(c, c.stack(conditions));
  }

  /** What a shown margin tells of the groups in it is the sum of those that nothing else tells. */
  private void learn(List<Integer> set, Bits shown) {
    for (Ring ring : contributions.rings()) {
      if (set.equals(finest)) {
        hidden.put(ring, Select.number(c, c.not(shown), ring));
        unknown.put(ring, hidden.get(ring));
      } else if (line.contains(set)) {
        Num own = Select.number(c, c.not(shown), ring);
        Num within = Rearrange.gather(c, own, job.coarser(finest, set));
        unknown.put(ring, c.multiply(unknown.get(ring), within));
      }
    }
  }

  private Bits isWhole(List<Integer> set) {
    return isNone(hidden.get(Ring.Z64), set);
  }

  private Bits isNone(Num marked, List<Integer> set) {
    Num inside = Rearrange.addUp(c, marked, job.coarser(finest, set), job.groups(set));
    return Compare.isZero(c, inside);
  }

  /** A total gives away what is left of it without all that is shown inside. */
  private Bits remainderPasses(List<Integer> set) {
    int[] into = job.coarser(finest, set);
    int groups = job.groups(set);
    Holdings left =
        contributions
            .of(finest)
            .each(
                all -> Rearrange.addUp(c, c.multiply(unknown.get(all.ring()), all), into, groups));
    // none or passes: a hidden group of no subjects passes nothing, so the two never hold together.
    return c.xor(isNone(unknown.get(Ring.Z64), set), rule.passes(left));
  }

  /** Every group with rows must be shown. */
  private Bits allOrNone(Bits own) {
    List<Integer> all = job.allDimensions();
    int width = job.width(0);
    int[] rowCounts = new int[job.groups(all)];
    for (int group = 0; group < rowCounts.length; group++) {
      rowCounts[group] = group * width;
    }
    Num rows = Rearrange.low(c, Rearrange.gather(c, cells, rowCounts));
    Bits withRows = c.not(Compare.isZero(c, rows));
    Num against = Select.number(c, c.and(withRows, c.not(own)), Ring.Z64);
    Num number = c.sumBlocks(against, rowCounts.length);
    Num whole = Select.number(c, Compare.isZero(c, number), Ring.Z64);
    return Compare.atLeast(c, Rearrange.gather(c, whole, new int[rowCounts.length]), 1);
  }

  private void release(int index, List<Integer> set, Bits which) {
    Num mask = Select.number(c, which, Ring.Z128);
    Num kept =
        c.multiply(Rearrange.gather(c, mask, ReleasedCells.groupOfCell(job, set)), cellsOf(set));
    c.open("shown." + index, which);
    c.open("cells." + index, kept);
  }

  private Num cellsOf(List<Integer> set) {
    List<Num> parts = new ArrayList<>();
    for (int section : ReleasedCells.sections(job, set)) {
      int from = job.offset(section);
      List<Integer> own = job.sections().get(section).dimensions();
      int width = job.width(section);
      Num slice = c.slice(rounded, from, from + job.groups(own) * width);
      parts.add(
          own.equals(set)
              ? slice
              : Rearrange.addUp(c, slice, cellsInto(own, set, width), job.groups(set) * width));
    }
    return parts.size() == 1 ? parts.get(0) : c.concat(parts);
  }

  private int[] cellsInto(List<Integer> own, List<Integer> set, int width) {
    int[] groups = job.coarser(own, set);
    int[] into = new int[groups.length * width];
    for (int cell = 0; cell < into.length; cell++) {
      into[cell] = groups[cell / width] * width + cell % width;
    }
    return into;
  }
}
