package io.tributary.protocol.job.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.SampleJobs;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An asker that solves for hidden groups: over random small tables, every table of whole numbers
 * that agrees with all that is shown is looked at, and no small hidden group may have one value in
 * all.
 */
@Tag("threat-42")
@Tag("threat-46")
final class MarginSearchTest {
  private static final long SEED =
      Long.getLong("tributary.seed", new Random().nextInt(Integer.MAX_VALUE));
  private static final int TABLES = 400;
  private static final BigInteger BOUND = BigInteger.TEN.pow(6);
  private static final List<Integer> BOTH = List.of(0, 1);
  private static final List<Integer> KIND = List.of(0);
  private static final List<Integer> PLACE = List.of(1);
  private static final List<Integer> NONE = List.of();
  private static final List<List<List<Integer>>> QUERIES =
      List.of(
          List.of(BOTH, KIND, NONE),
          List.of(BOTH, PLACE, NONE),
          List.of(BOTH, NONE),
          List.of(BOTH, KIND, PLACE),
          List.of(BOTH, KIND, PLACE, NONE));

  /** Rows, and the rows that have a value, which must be enough, too. */
  private static CompiledJob job(int least, List<List<Integer>> sets) {
    Cell valued = new Cell(Cell.Kind.SUM, List.of(), List.of(0), BOUND, true);
    return SampleJobs.released(
        List.of(dimension("kind", "a", "b", "c"), dimension("place", "x", "y", "z")),
        sets,
        List.of(
            new CompiledJob.Measure(
                "v", SqlType.INT, BigDecimal.ZERO, BigDecimal.ONE, true, BigInteger.ZERO)),
        List.of(new Section(BOTH, Optional.empty(), List.of(Cell.rows(BOUND), valued))),
        List.of(new Output("n", new CellExpression.Count(0))),
        Optional.of(
            new Release.Guarded(
                least, 2, Optional.empty(), Optional.empty(), OptionalInt.empty())));
  }

  private static CompiledJob.Dimension dimension(String name, String... values) {
    return new CompiledJob.Dimension(
        name,
        name,
        new Domain(SqlType.STRING, List.of((Object[]) values), Optional.empty()),
        false);
  }

  /** By group, rows and rows with a value. */
  private static List<BigInteger> contribution(CompiledJob job, Random random) {
    List<BigInteger> cells = new ArrayList<>();
    for (int group = 0; group < job.groups(); group++) {
      int rows = random.nextInt(3) == 0 ? random.nextInt(2) : 2 + random.nextInt(3);
      cells.add(BigInteger.valueOf(rows));
      cells.add(BigInteger.valueOf(random.nextInt(6) == 0 ? random.nextInt(rows + 1) : rows));
    }
    return cells;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void hiddenGroup_inAllTablesThatAgreeWithWhatIsShown_hasMoreThanOneValue(int query) {
    Random random = new Random(SEED + query);
    int hidden = 0;
    int margins = 0;
    for (int table = 0; table < TABLES; table++) {
      CompiledJob job = job(2 + random.nextInt(3), QUERIES.get(query));
      List<List<BigInteger>> parts = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        parts.add(contribution(job, random));
      }
      Suppression.Shown shown = Suppression.of(job, parts);
      for (int cell = 0; cell < 2; cell++) {
        Search search = new Search(job, shown, parts, cell);
        int which = table;
        assertEquals(
            List.of(), search.pinned(), () -> "seed " + SEED + ", table " + which + ": " + parts);
        hidden += search.targets.size();
        margins += search.equations.size();
      }
    }
    assertTrue(hidden > TABLES, "few groups are hidden");
    // Where margins cross, those that cover a hidden group are hidden with it.
    assertTrue(query >= 3 || margins > TABLES / 8, "few margins cover hidden groups: " + margins);
  }

  /** What was shown before margins looked beyond the next finer set. */
  @Test
  void totalBesideAMargin_thatIsHiddenForOneGroup_isHidden() {
    CompiledJob job = job(5, List.of(BOTH, KIND, NONE));
    List<BigInteger> cells = new ArrayList<>();
    for (int rows : new int[] {1, 9, 9, 2, 2, 9, 9, 9, 9}) {
      cells.add(BigInteger.valueOf(rows));
      cells.add(BigInteger.valueOf(rows));
    }
    Suppression.Shown shown = Suppression.of(job, List.of(cells, cells, cells));
    List<Integer> kinds = new ArrayList<>();
    for (int kind = 0; kind < 3; kind++) {
      if (shown.group(KIND, kind)) {
        kinds.add(kind);
      }
    }
    assertEquals(List.of(1, 2), kinds);
    // Less b, c and the two large groups of a it would be the small group of a.
    assertTrue(!shown.group(NONE, 0));
  }

  @Test
  void groupingSetsThatCrossWithoutAFinerOne_areNoJobThatHidesGroups() {
    assertThrows(JobException.class, () -> job(2, List.of(KIND, PLACE)));
  }

  /**
   * All tables of one count that agree with what is shown. Rows, columns and totals are two
   * families of nested sums, so their matrix is totally unimodular: if another table agrees with a
   * different sum for a target, then one does that differs by one at most in every group.
   */
  private static final class Search {
    private final List<List<Integer>> targets = new ArrayList<>();
    private final List<List<Integer>> equations = new ArrayList<>();
    private final List<Integer> atoms;
    private final List<List<BigInteger>> parts;
    private final int cell;
    private final int least;
    private final int[] value = new int[9];
    private final int[] change = new int[9];
    private final Set<List<Integer>> open = new HashSet<>();

    Search(CompiledJob job, Suppression.Shown shown, List<List<BigInteger>> parts, int cell) {
      this.parts = parts;
      this.cell = cell;
      least = job.release().orElseThrow().minSubjects();
      TreeSet<Integer> bound = new TreeSet<>();
      for (int atom = 0; atom < value.length; atom++) {
        for (List<BigInteger> part : parts) {
          value[atom] += count(part, atom);
        }
      }
      for (List<Integer> set : ReleasedCells.sets(job)) {
        int[] into = job.coarser(BOTH, set);
        for (int group = 0; group < job.groups(set); group++) {
          List<Integer> unknown = new ArrayList<>();
          for (int atom = 0; atom < into.length; atom++) {
            if (into[atom] == group && !shown.group(BOTH, atom)) {
              unknown.add(atom);
            }
          }
          if (!shown.group(set, group)) {
            targets.add(unknown);
          } else if (!unknown.isEmpty()) {
            equations.add(unknown);
            bound.addAll(unknown);
          }
        }
      }
      atoms = List.copyOf(bound);
    }

    /** Hidden groups of which only one value is possible. */
    List<List<Integer>> pinned() {
      vary(0);
      return targets.stream()
          .filter(target -> atoms.containsAll(target) && !open.contains(target))
          .filter(this::isSmall)
          .toList();
    }

    /** A margin across can be hidden though what is hidden in it is enough to be told. */
    private boolean isSmall(List<Integer> target) {
      List<Integer> counts =
          parts.stream().map(p -> target.stream().mapToInt(a -> count(p, a)).sum()).toList();
      int largest = counts.stream().mapToInt(c -> c).max().orElseThrow();
      return counts.stream().mapToInt(c -> c).sum() - largest < least;
    }

    private int count(List<BigInteger> part, int atom) {
      return part.get(2 * atom + cell).intValueExact();
    }

    private void vary(int next) {
      if (next == atoms.size()) {
        if (equations.stream().allMatch(equation -> changed(equation) == 0)) {
          targets.stream().filter(target -> changed(target) != 0).forEach(open::add);
        }
        return;
      }
      int atom = atoms.get(next);
      for (int by = value[atom] == 0 ? 0 : -1; by <= 1; by++) {
        change[atom] = by;
        vary(next + 1);
      }
      change[atom] = 0;
    }

    private int changed(List<Integer> sum) {
      return sum.stream().mapToInt(atom -> change[atom]).sum();
    }
  }
}
