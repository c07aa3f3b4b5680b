package io.tributary.protocol.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.mpc.four.Committee;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.SampleJobs;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.Statistic;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import io.tributary.protocol.job.evaluate.Suppression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The circuit against the rules worked out in the clear. */
@Tag("threat-41")
@Tag("threat-46")
@Tag("threat-68")
final class ReleaseCircuitTest {
  private static final List<Integer> BOTH = List.of(0, 1);
  private static final List<Integer> KIND = List.of(0);
  private static final List<Integer> PLACE = List.of(1);
  private static final List<Integer> NONE = List.of();
  private static final BigInteger BOUND = BigInteger.TEN.pow(9);

  /**
   * Rows, a sum of -50 to 50, one of 0 to 50, and the rows on which an aggregate rests; subjects by
   * grouping set if wanted, and those on which an aggregate rests.
   */
  private static CompiledJob job(Release release, List<List<Integer>> sets, boolean subjects) {
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            BOTH,
            Optional.empty(),
            List.of(
                Cell.rows(BOUND),
                new Cell(Cell.Kind.SUM, List.of(0), List.of(), BOUND),
                new Cell(Cell.Kind.SUM, List.of(2), List.of(), BOUND),
                new Cell(Cell.Kind.SUM, List.of(), List.of(1), BOUND, !subjects))));
    if (subjects) {
      for (List<Integer> set : sets) {
        Cell people = new Cell(Cell.Kind.DISTINCT, List.of(1), List.of(), BOUND);
        Cell some = new Cell(Cell.Kind.DISTINCT, List.of(0), List.of(), BOUND, true);
        sections.add(new Section(set, Optional.empty(), List.of(people, some)));
      }
    }
    return SampleJobs.released(
        List.of(dimension("kind", "a", "b"), dimension("place", "x", "y", "z")),
        sets,
        List.of(measure("m", -50), measure("person", 0), measure("pay", 0)),
        sections,
        List.of(
            new Output("n", new CellExpression.Count(0)),
            new Output(
                "m", new CellExpression.Moments(Statistic.SUM, SqlType.BIGINT, List.of(0, 1)))),
        Optional.of(release));
  }

  private static CompiledJob.Measure measure(String name, int lower) {
    return new CompiledJob.Measure(
        name,
        SqlType.INT,
        BigDecimal.valueOf(lower),
        BigDecimal.valueOf(50),
        false,
        BigInteger.ZERO);
  }

  private static CompiledJob.Dimension dimension(String name, String... values) {
    return new CompiledJob.Dimension(
        name,
        name,
        new Domain(SqlType.STRING, List.of((Object[]) values), Optional.empty()),
        false);
  }

  private static Release rules(Random random, boolean subjects) {
    boolean overlap = subjects && random.nextBoolean();
    return new Release.Guarded(
        1 + random.nextInt(20),
        2,
        subjects ? Optional.of("person") : Optional.empty(),
        overlap,
        random.nextBoolean()
            ? Optional.of(
                new Release.Dominance(
                    1 + random.nextInt(3), 50 + random.nextInt(51), quantities(random, overlap)))
            : Optional.empty(),
        random.nextBoolean()
            ? Optional.of(new Release.PPercent(1 + random.nextInt(50), quantities(random, overlap)))
            : Optional.empty(),
        random.nextBoolean() ? Optional.of(rounding(random)) : Optional.empty());
  }

  private static Release.Quantities quantities(Random random, boolean overlap) {
    boolean counts = !overlap && random.nextBoolean();
    List<String> sums = counts && random.nextBoolean() ? List.of() : List.of("pay");
    return new Release.Quantities(counts, sums);
  }

  private static Release.Rounding rounding(Random random) {
    Map<String, BigDecimal> sums =
        random.nextBoolean()
            ? Map.of("m", BigDecimal.valueOf(2 + random.nextInt(40)))
            : Map.<String, BigDecimal>of();
    return new Release.Rounding(2 + random.nextInt(12), sums);
  }

  /** What rows could give: sums within the measure's bounds, subjects at most the rows. */
  private static List<BigInteger> contribution(CompiledJob job, Random random) {
    List<BigInteger> cells = new ArrayList<>();
    List<Long> rows = new ArrayList<>();
    for (int group = 0; group < job.groups(); group++) {
      long count = random.nextInt(4) == 0 ? 0 : random.nextInt(25);
      rows.add(count);
      cells.add(BigInteger.valueOf(count));
      cells.add(BigInteger.valueOf(count * (random.nextInt(101) - 50)));
      cells.add(BigInteger.valueOf(count * random.nextInt(51)));
      cells.add(BigInteger.valueOf(part(count, random)));
    }
    for (Section section : job.sections().subList(1, job.sections().size())) {
      int[] into = job.coarser(BOTH, section.dimensions());
      for (int group = 0; group < job.groups(section.dimensions()); group++) {
        int own = group;
        long most =
            IntStream.range(0, into.length).filter(g -> into[g] == own).mapToLong(rows::get).sum();
        long people = most == 0 ? 0 : 1 + (long) random.nextInt((int) most);
        cells.add(BigInteger.valueOf(people));
        cells.add(BigInteger.valueOf(part(people, random)));
      }
    }
    return cells;
  }

  /** Mostly all. */
  private static long part(long count, Random random) {
    return random.nextInt(3) == 0 ? random.nextInt((int) count + 1) : count;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void circuit_showsAndOpensWhatTheRulesSayInTheClear(long seed) {
    Random random = new Random(seed);
    boolean subjects = random.nextBoolean();
    List<List<Integer>> sets =
        random.nextBoolean() ? List.of(BOTH) : List.of(BOTH, KIND, PLACE, NONE);
    CompiledJob job = job(rules(random, subjects), sets, subjects);
    List<List<List<BigInteger>>> organisations = new ArrayList<>();
    int contributors = 2 + random.nextInt(3);
    for (int i = 0; i < contributors; i++) {
      organisations.add(
          random.nextInt(3) == 0
              ? List.of(contribution(job, random), contribution(job, random))
              : List.of(contribution(job, random)));
    }
    List<List<BigInteger>> contributions = organisations.stream().flatMap(List::stream).toList();
    Committee committee =
        seed % 4 == 0 ? Committee.without((int) (seed / 4) % 4) : Committee.four();
    ReleasedCells released = Rehearsed.ofOrganisations(job, organisations, committee);
    String which = "seed " + seed + ", " + job.release();
    Suppression.Shown shown = Suppression.ofOrganisations(job, organisations);
    List<List<Integer>> decided = ReleasedCells.sets(job);
    for (int i = 0; i < decided.size(); i++) {
      for (int group = 0; group < job.groups(decided.get(i)); group++) {
        assertEquals(
            shown.group(decided.get(i), group), released.sets().get(i).shown().get(group), which);
      }
    }
    assertEquals(
        Evaluation.evaluate(job, Rehearsed.sum(contributions), shown).rows(),
        Evaluation.evaluate(job, released).rows(),
        which);
  }
}
