package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.Cell;
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

/** Opened cells by group; coarser groups add up from the finest. */
final class OpenedCells {
  private final CompiledJob job;
  private final List<BigInteger> cells;

  OpenedCells(CompiledJob job, List<BigInteger> cells) {
    this.job = job;
    this.cells = cells;
    for (int i = 0; i < job.sections().size(); i++) {
      check(job.sections().get(i), job.offset(i));
    }
  }

  /** Cells that no rows could give are a proof that something is wrong. */
  private void check(Section section, int offset) {
    int width = section.cells().size();
    boolean moments = section.axis().isEmpty() && !section.isDistinct();
    List<BigInteger> greatest = section.cells().stream().map(this::greatest).toList();
    for (int i = 0; i < job.cellCount(section); i++) {
      Cell cell = section.cells().get(i % width);
      BigInteger value = cells.get(offset + i);
      BigInteger rows = cells.get(offset + i - i % width);
      require(value.abs().compareTo(cell.bound()) <= 0);
      require(!cell.isNeverNegative() || value.signum() >= 0);
      require(!moments || value.abs().compareTo(rows.multiply(greatest.get(i % width))) <= 0);
    }
    if (section.axis().isPresent()) {
      checkBins(section, offset);
    }
  }

  /** What one row can add at most. */
  private BigInteger greatest(Cell cell) {
    return cell.kind() == Cell.Kind.DISTINCT
        ? BigInteger.ONE
        : cell.factors().stream()
            .map(factor -> job.measures().get(factor).magnitude())
            .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** A row is in one bin at most. */
  private void checkBins(Section section, int offset) {
    int width = job.sections().get(0).cells().size();
    for (int group = 0; group < job.groups(section.dimensions()); group++) {
      int first = offset + group * section.bins();
      BigInteger binned =
          cells.subList(first, first + section.bins()).stream()
              .reduce(BigInteger.ZERO, BigInteger::add);
      require(binned.compareTo(cells.get(group * width)) <= 0);
    }
  }

  private static void require(boolean possible) {
    if (!possible) {
      throw wrong("the opened cells cannot come from rows within the job's bounds");
    }
  }

  /** The groups of a grouping set, in the order of the domains. */
  List<Group> groups(List<Integer> set) {
    List<List<BigInteger>> sums = coarse(0, set);
    Map<Integer, List<List<BigInteger>>> bins = new HashMap<>();
    List<List<BigInteger>> subjects = new ArrayList<>();
    for (int i = 1; i < job.sections().size(); i++) {
      Section section = job.sections().get(i);
      if (section.axis().isPresent()) {
        bins.put(i, coarse(i, set));
      } else if (section.dimensions().equals(set)) {
        subjects = coarse(i, set);
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
      groups.add(new Group(slots(set, group), sums.get(group), own, known));
    }
    return groups;
  }

  /** For each group of the set, the sum over the section's groups that fall into it. */
  private List<List<BigInteger>> coarse(int index, List<Integer> set) {
    Section section = job.sections().get(index);
    int width = section.bins() * section.cells().size();
    int offset = job.offset(index);
    BigInteger[][] sums = new BigInteger[job.groups(set)][width];
    Arrays.stream(sums).forEach(row -> Arrays.fill(row, BigInteger.ZERO));
    int groups = job.groups(section.dimensions());
    for (int group = 0; group < groups; group++) {
      BigInteger[] into = sums[coarser(slots(section.dimensions(), group), set)];
      for (int i = 0; i < width; i++) {
        into[i] = into[i].add(cells.get(offset + group * width + i));
      }
    }
    return Arrays.stream(sums).map(List::of).toList();
  }

  private int coarser(List<Optional<Integer>> slots, List<Integer> set) {
    int group = 0;
    for (int dimension : set) {
      group = group * job.dimensions().get(dimension).slots() + slots.get(dimension).orElseThrow();
    }
    return group;
  }

  private List<Optional<Integer>> slots(List<Integer> set, int group) {
    List<Optional<Integer>> slots = new ArrayList<>();
    job.dimensions().forEach(d -> slots.add(Optional.empty()));
    int rest = group;
    for (int i = set.size() - 1; i >= 0; i--) {
      int size = job.dimensions().get(set.get(i)).slots();
      slots.set(set.get(i), Optional.of(rest % size));
      rest /= size;
    }
    return slots;
  }

  static JobException wrong(String why) {
    return new JobException(JobException.Kind.EVALUATION, "the answer cannot be computed: " + why);
  }
}
