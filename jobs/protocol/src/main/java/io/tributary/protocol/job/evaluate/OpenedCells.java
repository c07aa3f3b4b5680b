package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellRounding;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.Section;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Opened cells by group. Cells that no rows could give are refused; noisy and rounded cells can be
 * anything within their bounds.
 */
final class OpenedCells {
  private final CompiledJob job;
  private final Optional<CellRounding> rounding;
  private final BiFunction<Integer, List<Integer>, List<List<BigInteger>>> coarse;

  private OpenedCells(
      CompiledJob job,
      Optional<CellRounding> rounding,
      BiFunction<Integer, List<Integer>, List<List<BigInteger>>> coarse) {
    this.job = job;
    this.rounding = rounding;
    this.coarse = coarse;
  }

  /** Exact or noisy cells in layout order; coarser groups add up from the finest. */
  OpenedCells(CompiledJob job, List<BigInteger> cells) {
    this(job, Optional.empty(), (section, set) -> coarse(job, cells, section, set));
    for (int i = 0; i < job.sections().size(); i++) {
      List<Integer> own = job.sections().get(i).dimensions();
      check(job.sections().get(i), own, coarse(job, cells, i, own));
    }
  }

  /** What becomes of exact cells in layout order, if the job rounds them. */
  static OpenedCells rounded(CompiledJob job, List<BigInteger> exact) {
    OpenedCells cells = new OpenedCells(job, exact);
    if (job.rounding().isEmpty()) {
      return cells;
    }
    List<BigInteger> rounded = job.rounding().get().rounded(exact);
    return new OpenedCells(
        job, job.rounding(), (section, set) -> coarse(job, rounded, section, set));
  }

  /** Cells of each grouping set by themselves, as a comparison run opens them. */
  static OpenedCells released(CompiledJob job, ReleasedCells released) {
    OpenedCells cells = new OpenedCells(job, job.rounding(), released::section);
    for (List<Integer> set : job.sets()) {
      for (int section : ReleasedCells.sections(job, set)) {
        cells.check(job.sections().get(section), set, released.section(section, set));
      }
    }
    return cells;
  }

  /** Cells that no rows could give are a proof that something is wrong. */
  private void check(Section section, List<Integer> set, List<List<BigInteger>> groups) {
    int width = section.cells().size();
    boolean noisy = job.noise().isPresent();
    boolean related =
        !noisy && rounding.isEmpty() && section.axis().isEmpty() && !section.isDistinct();
    List<BigInteger> greatest = section.cells().stream().map(this::greatest).toList();
    List<BigInteger> bounds = section.cells().stream().map(cell -> bound(cell, set)).toList();
    for (List<BigInteger> values : groups) {
      for (int i = 0; i < values.size(); i++) {
        Cell cell = section.cells().get(i % width);
        BigInteger value = values.get(i);
        BigInteger first = values.get(i - i % width);
        require(value.abs().compareTo(bounds.get(i % width)) <= 0);
        require(noisy || !cell.isNeverNegative() || value.signum() >= 0);
        BigInteger most = first.multiply(greatest.get(i % width));
        require(!related || value.abs().compareTo(most) <= 0);
      }
    }
  }

  /** Rounding may have added half a base for each finest group. */
  private BigInteger bound(Cell cell, List<Integer> set) {
    return rounding
        .flatMap(rules -> rules.base(cell).map(base -> rules.slack(base, set)))
        .map(cell.bound()::add)
        .orElse(cell.bound());
  }

  /** What one row can add at most. */
  private BigInteger greatest(Cell cell) {
    return cell.kind() == Cell.Kind.DISTINCT
        ? BigInteger.ONE
        : cell.factors().stream()
            .map(factor -> job.measures().get(factor).magnitude())
            .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private static void require(boolean possible) {
    if (!possible) {
      throw wrong("the opened cells cannot come from rows within the job's bounds");
    }
  }

  /** The groups of a grouping set, in the order of the domains. */
  List<Group> groups(List<Integer> set) {
    List<List<BigInteger>> sums = coarse.apply(0, set);
    Map<Integer, List<List<BigInteger>>> bins = new HashMap<>();
    List<List<BigInteger>> subjects = new ArrayList<>();
    for (int i = 1; i < job.sections().size(); i++) {
      Section section = job.sections().get(i);
      if (section.axis().isPresent()) {
        bins.put(i, coarse.apply(i, set));
      } else if (section.dimensions().equals(set)) {
        subjects = coarse.apply(i, set);
      }
    }
    List<Group> groups = new ArrayList<>();
    for (int group = 0; group < sums.size(); group++) {
      int place = group;
      Map<Integer, List<BigInteger>> own = new HashMap<>();
      bins.forEach((section, all) -> own.put(section, all.get(place)));
      List<BigInteger> known = subjects.isEmpty() ? List.of() : subjects.get(group);
      BigInteger rows = sums.get(group).get(0);
      require(known.stream().allMatch(count -> count.compareTo(rows) <= 0));
      // A row is in one bin at most; rounded counts need not add up.
      require(
          rounding.isPresent()
              || own.values().stream().allMatch(counts -> total(counts).compareTo(rows) <= 0));
      groups.add(new Group(slots(set, group), sums.get(group), own, known));
    }
    return groups;
  }

  private static BigInteger total(List<BigInteger> counts) {
    return counts.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** For each group of the set, the sum over the section's groups that fall into it. */
  private static List<List<BigInteger>> coarse(
      CompiledJob job, List<BigInteger> cells, int index, List<Integer> set) {
    Section section = job.sections().get(index);
    int width = job.width(index);
    List<List<BigInteger>> groups = new ArrayList<>();
    for (int group = 0; group < job.groups(section.dimensions()); group++) {
      int from = job.offset(index) + group * width;
      groups.add(cells.subList(from, from + width));
    }
    return addUp(job, groups, job.coarser(section.dimensions(), set), set);
  }

  /** Adds the cells of groups up into those of a set. */
  static List<List<BigInteger>> addUp(
      CompiledJob job, List<List<BigInteger>> groups, int[] into, List<Integer> set) {
    int width = groups.get(0).size();
    BigInteger[][] sums = new BigInteger[job.groups(set)][width];
    Arrays.stream(sums).forEach(row -> Arrays.fill(row, BigInteger.ZERO));
    for (int group = 0; group < into.length; group++) {
      BigInteger[] sum = sums[into[group]];
      for (int i = 0; i < width; i++) {
        sum[i] = sum[i].add(groups.get(group).get(i));
      }
    }
    return Arrays.stream(sums).map(List::of).toList();
  }

  private List<Optional<Integer>> slots(List<Integer> set, int group) {
    return Arrays.stream(job.slots(set, group))
        .mapToObj(slot -> slot < 0 ? Optional.<Integer>empty() : Optional.of(slot))
        .toList();
  }

  static JobException wrong(String why) {
    return new JobException(JobException.Kind.EVALUATION, "the answer cannot be computed: " + why);
  }
}
