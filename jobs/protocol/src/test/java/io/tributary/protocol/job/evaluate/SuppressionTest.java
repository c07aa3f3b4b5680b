package io.tributary.protocol.job.evaluate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which groups release rules hide: counts of rows by kind (a, b) and place (x, y, z). */
final class SuppressionTest {
  private static final List<Integer> BOTH = List.of(0, 1);
  private static final List<Integer> KIND = List.of(0);
  private static final List<Integer> NONE = List.of();

  private static final Release TEN = rules(10, Optional.empty(), OptionalInt.empty());

  private static Release rules(
      int least, Optional<Release.Dominance> dominance, OptionalInt percent) {
    return new Release.Guarded(least, 2, Optional.empty(), dominance, percent);
  }

  private static CompiledJob job(Release release, List<List<Integer>> sets) {
    return job(Optional.of(release), sets);
  }

  private static CompiledJob job(Optional<Release> release, List<List<Integer>> sets) {
    return SampleJobs.released(
        List.of(dimension("kind", "a", "b"), dimension("place", "x", "y", "z")),
        sets,
        List.of(),
        List.of(new Section(BOTH, Optional.empty(), List.of(Cell.rows(BigInteger.TEN.pow(6))))),
        List.of(new Output("n", new CellExpression.Count(0))),
        release);
  }

  private static CompiledJob.Dimension dimension(String name, String... values) {
    return new CompiledJob.Dimension(
        name,
        name,
        new Domain(SqlType.STRING, List.of((Object[]) values), Optional.empty()),
        false);
  }

  private static List<BigInteger> cells(int... counts) {
    return Arrays.stream(counts).mapToObj(BigInteger::valueOf).toList();
  }

  private static List<Integer> shown(
      CompiledJob job, List<Integer> set, List<List<BigInteger>> contributions) {
    Suppression.Shown shown = Suppression.of(job, contributions);
    return IntStream.range(0, job.groups(set))
        .filter(group -> shown.group(set, group))
        .boxed()
        .toList();
  }

  /** One group of three organisations; the others are far above any threshold. */
  @ParameterizedTest
  @Tag("threat-41")
  @Tag("threat-68")
  @CsvSource({
    "5, 5, 5, true",
    "5, 4, 5, false",
    "5, 5, 6, true",
    "0, 0, 0, false",
    "1, 0, 0, false",
    "9, 0, 9, false",
    "10, 10, 0, true",
    "1000000, 9, 0, false",
    "1000000, 5, 5, true",
    "0, 0, 1000000, false",
  })
  void group_isShownOnlyIfEnoughIsLeftWithoutItsLargest(int a, int b, int c, boolean open) {
    CompiledJob job = job(TEN, List.of(BOTH));
    List<List<BigInteger>> contributions = new ArrayList<>();
    for (int count : new int[] {a, b, c}) {
      contributions.add(cells(count, 99, 99, 99, 99, 99));
    }
    List<Integer> expected = open ? List.of(0, 1, 2, 3, 4, 5) : List.of(1, 2, 3, 4, 5);
    assertEquals(expected, shown(job, BOTH, contributions));
  }

  @Test
  void job_thatIsOpenOrSaysNothing_showsEveryGroup() {
    List<List<BigInteger>> one = List.of(cells(1, 0, 0, 0, 0, 0));
    for (Optional<Release> release :
        List.of(Optional.<Release>empty(), Optional.<Release>of(new Release.Open("made up")))) {
      assertEquals(6, shown(job(release, List.of(BOTH)), BOTH, one).size());
    }
  }

  /** Kind a has one hidden place: its margin less the shown ones would be just that. */
  @Test
  @Tag("threat-46")
  void margin_thatGivesOneHiddenGroupAway_isHidden() {
    CompiledJob job = job(TEN, List.of(BOTH, KIND, NONE));
    List<BigInteger> same = cells(3, 50, 50, 50, 50, 50);
    List<List<BigInteger>> contributions = List.of(same, same, same);
    assertEquals(List.of(1, 2, 3, 4, 5), shown(job, BOTH, contributions));
    assertEquals(List.of(1), shown(job, KIND, contributions));
    assertEquals(List.of(), shown(job, NONE, contributions));
  }

  @Test
  @Tag("threat-46")
  void margin_overHiddenGroupsThatAreLargeTogether_isShown() {
    CompiledJob job = job(TEN, List.of(BOTH, KIND, NONE));
    List<BigInteger> same = cells(3, 4, 50, 50, 50, 50);
    List<List<BigInteger>> contributions = List.of(same, same, same);
    assertEquals(List.of(2, 3, 4, 5), shown(job, BOTH, contributions));
    assertEquals(List.of(0, 1), shown(job, KIND, contributions));
    assertEquals(List.of(0), shown(job, NONE, contributions));
  }

  /** An empty group looks as a small one does, in the margin, too. */
  @Test
  @Tag("threat-46")
  void margin_overOneEmptyGroup_isHiddenAsOverASmallOne() {
    CompiledJob job = job(TEN, List.of(BOTH, KIND));
    for (int count : new int[] {0, 1, 4}) {
      List<BigInteger> same = cells(count, 50, 50, 50, 50, 50);
      assertEquals(List.of(1), shown(job, KIND, List.of(same, same, same)));
    }
  }

  @Test
  void dominance_hidesGroupsThatFewContributorsHold() {
    Release rules = rules(2, Optional.of(new Release.Dominance(1, 80)), OptionalInt.empty());
    CompiledJob job = job(rules, List.of(BOTH));
    List<List<BigInteger>> contributions =
        List.of(
            cells(80, 81, 160, 100, 100, 100),
            cells(10, 9, 20, 100, 100, 100),
            cells(10, 10, 20, 100, 100, 100));
    assertEquals(List.of(0, 2, 3, 4, 5), shown(job, BOTH, contributions));
  }

  @Test
  void pPercent_hidesGroupsInWhichTheSecondCanTellTheFirst() {
    Release rules = rules(2, Optional.empty(), OptionalInt.of(10));
    CompiledJob job = job(rules, List.of(BOTH));
    List<List<BigInteger>> contributions =
        List.of(
            cells(100, 100, 100, 100, 100, 100),
            cells(50, 50, 50, 50, 50, 50),
            cells(10, 9, 0, 11, 100, 50));
    assertEquals(List.of(0, 3, 4, 5), shown(job, BOTH, contributions));
  }

  /** Rows and pay of groups a and b; rules on pay. */
  private static List<Integer> shownByPay(Release.Guarded rules, long[]... cells) {
    CompiledJob job =
        SampleJobs.released(
            List.of(dimension("kind", "a", "b")),
            List.of(KIND),
            List.of(
                new CompiledJob.Measure(
                    "pay",
                    SqlType.BIGINT,
                    BigDecimal.ZERO,
                    BigDecimal.valueOf(1_000_000),
                    false,
                    BigInteger.ZERO)),
            List.of(
                new Section(
                    KIND,
                    Optional.empty(),
                    List.of(
                        Cell.rows(BigInteger.TEN.pow(6)),
                        new Cell(Cell.Kind.SUM, List.of(0), List.of(), BigInteger.TEN.pow(12))))),
            List.of(new Output("n", new CellExpression.Count(0))),
            Optional.of(rules));
    assertEquals(job, CompiledJob.parse(job.write()));
    return shown(
        job,
        KIND,
        Arrays.stream(cells)
            .map(own -> Arrays.stream(own).mapToObj(BigInteger::valueOf).toList())
            .toList());
  }

  private static Release.Guarded byPay(Optional<Release.Dominance> dominance, int percent) {
    Release.Quantities pay = new Release.Quantities(false, List.of("pay"));
    return new Release.Guarded(
        2,
        2,
        Optional.empty(),
        false,
        dominance.map(d -> new Release.Dominance(d.n(), d.k(), pay)),
        percent == 0 ? Optional.empty() : Optional.of(new Release.PPercent(percent, pay)),
        Optional.empty());
  }

  /** Equal numbers of rows, unequal pay: 80 percent of a's, a little more than that of b's. */
  @Test
  void dominanceOfASum_hidesGroupsThatFewContributorsHold() {
    assertEquals(
        List.of(0),
        shownByPay(
            byPay(Optional.of(new Release.Dominance(1, 80)), 0),
            new long[] {10, 800, 10, 801},
            new long[] {10, 100, 10, 100},
            new long[] {10, 100, 10, 100}));
  }

  @Test
  void pPercentOfASum_hidesGroupsInWhichTheSecondCanTellTheFirst() {
    assertEquals(
        List.of(0),
        shownByPay(
            byPay(Optional.empty(), 10),
            new long[] {10, 1000, 10, 1000},
            new long[] {10, 500, 10, 500},
            new long[] {10, 100, 10, 99}));
  }

  @ParameterizedTest
  @CsvSource({"-1, 5, 0", "1, 5, 0", "0, 5, 3"})
  void ruleOnASum_thatIsNegativeOrCentred_isNoCompiledJob(int lower, int upper, int centre) {
    CompiledJob.Measure pay =
        new CompiledJob.Measure(
            "pay",
            SqlType.BIGINT,
            BigDecimal.valueOf(lower),
            BigDecimal.valueOf(upper),
            false,
            BigInteger.valueOf(centre));
    Cell sum = new Cell(Cell.Kind.SUM, List.of(0), List.of(), BigInteger.TEN.pow(12));
    List<Section> sections =
        List.of(
            new Section(KIND, Optional.empty(), List.of(Cell.rows(BigInteger.TEN.pow(6)), sum)));
    Release rules = byPay(Optional.of(new Release.Dominance(1, 80)), 0);
    Executable made =
        () ->
            SampleJobs.released(
                List.of(dimension("kind", "a", "b")),
                List.of(KIND),
                List.of(pay),
                sections,
                List.of(new Output("n", new CellExpression.Count(0))),
                Optional.of(rules));
    if (lower == 1) {
      assertDoesNotThrow(made);
    } else {
      assertThrows(JobException.class, made);
    }
  }

  /** Two organisations must each know ten of them at one repository. */
  @ParameterizedTest
  @Tag("threat-41")
  @Tag("threat-68")
  @CsvSource({
    "10, 10, 0, true",
    "9, 9, 9, false",
    "1000000, 9, 9, false",
    "10, 9, 11, true",
    "9, 10, 0, false",
    "0, 0, 0, false"
  })
  void groupOfOverlappingSubjects_needsTwoThatHaveEnoughByThemselves(
      int a, int b, int c, boolean open) {
    List<List<List<BigInteger>>> each = new ArrayList<>();
    for (int count : new int[] {a, b, c}) {
      each.add(List.of(people(count)));
    }
    assertEquals(open, Suppression.ofOrganisations(overlapping(), each).group(List.of(), 0));
  }

  /** Repositories of one organisation may lie together. */
  @Test
  @Tag("threat-68")
  void groupOfOverlappingSubjects_atTwoRepositoriesOfOneOrganisation_isHidden() {
    List<List<BigInteger>> both = List.of(people(50), people(50));
    assertFalse(
        Suppression.ofOrganisations(overlapping(), List.of(both, List.of(people(9))))
            .group(List.of(), 0));
    assertTrue(
        Suppression.ofOrganisations(overlapping(), List.of(both, List.of(people(10))))
            .group(List.of(), 0));
    // Five and five at one organisation are not ten people.
    assertFalse(
        Suppression.ofOrganisations(
                overlapping(), List.of(List.of(people(5), people(5)), List.of(people(10))))
            .group(List.of(), 0));
  }

  private static List<BigInteger> people(int count) {
    return cells(2 * count, count);
  }

  private static CompiledJob overlapping() {
    Cell people = new Cell(Cell.Kind.DISTINCT, List.of(0), List.of(), BigInteger.TEN.pow(9));
    CompiledJob job =
        SampleJobs.released(
            List.of(),
            List.of(List.of()),
            List.of(
                new CompiledJob.Measure(
                    "person",
                    SqlType.INT,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    false,
                    BigInteger.ZERO)),
            List.of(
                new Section(List.of(), Optional.empty(), List.of(Cell.rows(BigInteger.TEN.pow(9)))),
                new Section(List.of(), Optional.empty(), List.of(people))),
            List.of(new Output("n", new CellExpression.Count(0))),
            Optional.of(
                new Release.Guarded(
                    10,
                    2,
                    Optional.of("person"),
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())));
    assertEquals(job, CompiledJob.parse(job.write()));
    // Added up, the numbers of subjects mean nothing: they do not open.
    assertEquals(List.of(0), ReleasedCells.sections(job, List.of()));
    return job;
  }

  @Test
  void answer_leavesHiddenGroupsOut() {
    CompiledJob job = job(TEN, List.of(BOTH));
    List<BigInteger> same = cells(3, 50, 51, 52, 53, 0);
    Suppression.Shown shown = Suppression.of(job, List.of(same, same, same));
    List<BigInteger> sums = same.stream().map(c -> c.multiply(BigInteger.valueOf(3))).toList();
    assertEquals(
        List.of(
            List.<Object>of(150L),
            List.<Object>of(153L),
            List.<Object>of(156L),
            List.<Object>of(159L)),
        Evaluation.evaluate(job, sums, shown).rows());
    assertEquals(5, Evaluation.evaluate(job, sums).rows().size());
  }

  @Test
  void release_inCompiledForm_isReadAsWritten() {
    for (Release release :
        List.of(
            new Release.Open("made up"),
            TEN,
            new Release.Guarded(
                5,
                3,
                Optional.of("person"),
                Optional.of(new Release.Dominance(2, 75)),
                OptionalInt.of(20)))) {
      CompiledJob job = job(release, List.of(BOTH));
      assertEquals(job, CompiledJob.parse(job.write()));
    }
  }
}
