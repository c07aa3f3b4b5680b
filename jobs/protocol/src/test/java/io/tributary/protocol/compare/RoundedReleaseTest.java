package io.tributary.protocol.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.four.Committee;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.SampleJobs;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.Statistic;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups g0 and g1: rows, a sum of hundredths between -500.00 and 500.00, a sum of 0 and 1. */
@Tag("threat-46")
final class RoundedReleaseTest {
  private static final List<Integer> GROUPS = List.of(0);
  private static final List<Integer> TOTAL = List.of();
  private static final BigInteger BOUND = BigInteger.TEN.pow(12);

  private static CompiledJob job(long counts, String base, BigInteger bound) {
    return job(counts, base, bound, IntStream.range(0, 2));
  }

  private static CompiledJob job(long counts, String base, BigInteger bound, IntStream groups) {
    List<Object> names = groups.<Object>mapToObj(i -> "g" + i).toList();
    Release.Rounding rounding =
        new Release.Rounding(
            counts, base.isEmpty() ? Map.of() : Map.of("pay", new BigDecimal(base)));
    return SampleJobs.released(
        List.of(
            new CompiledJob.Dimension(
                "g", "g", new Domain(SqlType.STRING, names, Optional.empty()), false)),
        List.of(GROUPS, TOTAL),
        List.of(
            measure("pay", SqlType.decimal(5, 2), -500, 500), measure("died", SqlType.INT, 0, 1)),
        List.of(
            new Section(
                GROUPS,
                Optional.empty(),
                List.of(
                    Cell.rows(BOUND),
                    new Cell(Cell.Kind.SUM, List.of(0), List.of(), bound),
                    new Cell(Cell.Kind.SUM, List.of(1), List.of(), BOUND)))),
        List.of(
            new Output("n", new CellExpression.Count(0)),
            new Output(
                "pay",
                new CellExpression.Moments(Statistic.SUM, SqlType.decimal(38, 2), List.of(0, 1))),
            new Output(
                "died", new CellExpression.Moments(Statistic.SUM, SqlType.BIGINT, List.of(0, 2)))),
        Optional.of(
            new Release.Guarded(10, 2, Optional.empty(), Optional.empty(), OptionalInt.empty())
                .rounding(Optional.of(rounding))));
  }

  private static Measure measure(String name, SqlType type, int lower, int upper) {
    return new Measure(
        name, type, BigDecimal.valueOf(lower), BigDecimal.valueOf(upper), false, BigInteger.ZERO);
  }

  private static List<BigInteger> cells(long... cells) {
    return Arrays.stream(cells).mapToObj(BigInteger::valueOf).toList();
  }

  private static ReleasedCells opened(CompiledJob job, List<List<BigInteger>> contributions) {
    return Rehearsed.opened(job, contributions, Committee.four());
  }

  private static List<List<Object>> rows(CompiledJob job, List<List<BigInteger>> contributions) {
    return Evaluation.evaluate(job, opened(job, contributions)).rows();
  }

  /** Three organisations; group g1 is large. The threshold of ten looks at the exact counts. */
  @ParameterizedTest
  @Tag("threat-41")
  @CsvSource({
    "5, 4, 5, 0",
    "5, 5, 5, 20",
    "5, 5, 6, 20",
    "5, 6, 6, 20",
    "0, 0, 0, 0",
    "9, 0, 99, 0",
    "10, 0, 14, 20",
    "10, 0, 15, 30",
    "10, 0, 16, 30"
  })
  void count_isRoundedAfterTheThreshold_tiesUp(long a, long b, long c, long wanted) {
    CompiledJob job = job(10, "", BOUND);
    List<List<BigInteger>> contributions = new ArrayList<>();
    for (long rows : new long[] {a, b, c}) {
      contributions.add(cells(rows, 0, 0, 50, 0, 0));
    }
    ReleasedCells opened = opened(job, contributions);
    assertEquals(wanted > 0, opened.sets().get(0).shown().get(0));
    assertEquals(BigInteger.valueOf(wanted), opened.sets().get(0).cells().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "12.49, 12.50",
    "12.25, 12.50",
    "12.24, 12.00",
    "-12.25, -12.00",
    "-12.26, -12.50",
    "-0.25, 0.00",
    "0.25, 0.50",
    "0.00, 0.00"
  })
  void sum_isRoundedInItsUnit_tiesUpBelowZeroToo(BigDecimal pay, BigDecimal wanted) {
    CompiledJob job = job(5, "0.5", BOUND);
    List<BigInteger> zero = cells(20, 0, 0, 20, 0, 0);
    List<BigInteger> own = cells(20, pay.movePointRight(2).longValueExact(), 0, 20, 0, 0);
    assertEquals(wanted, rows(job, List.of(zero, own)).get(0).get(1));
  }

  @Test
  void sum_atTheEndsOfTheRing_isRoundedExactly() {
    BigInteger most = BigInteger.TWO.pow(119).subtract(BigInteger.ONE);
    CompiledJob job = job(5, "100000000000000000000.00", most);
    for (BigInteger sum : List.of(most, most.negate())) {
      List<BigInteger> own = new ArrayList<>(cells(20, 0, 0, 20, 0, 0));
      own.set(1, sum);
      ReleasedCells opened = opened(job, List.of(cells(20, 0, 0, 20, 0, 0), own));
      BigInteger base = BigInteger.TEN.pow(22);
      BigInteger down = sum.subtract(sum.mod(base));
      BigInteger nearest = sum.mod(base).shiftLeft(1).compareTo(base) >= 0 ? down.add(base) : down;
      assertEquals(nearest, opened.sets().get(0).cells().get(1));
    }
  }

  /** Rounded by themselves, 14 + 14 would be 30: that would tell that neither part is below 11. */
  @Test
  void total_isTheSumOfRoundedGroups_notARoundedSum() {
    CompiledJob job = job(10, "", BOUND);
    List<BigInteger> half = cells(7, 30, 6, 7, 30, 6);
    List<BigInteger> more = cells(10, 30, 0, 10, 30, 0);
    // 14 rows in each group fail the threshold alone; 24 pass it.
    List<List<Object>> answer = rows(job, List.of(half, half, more));
    assertEquals(
        List.of(
            List.of(20L, new BigDecimal("0.90"), 10L), List.of(20L, new BigDecimal("0.90"), 10L)),
        answer.subList(0, 2));
    assertEquals(List.of(40L, new BigDecimal("1.80"), 20L), answer.get(2));
  }

  /** A sum of noughts and ones counts rows, and is rounded as they are. */
  @Test
  void neighbours_inOneRoundingClass_lookAlike() {
    CompiledJob job = job(10, "10", BOUND);
    List<BigInteger> others = cells(30, 2_000, 4, 30, 2_000, 4);
    ReleasedCells one = opened(job, List.of(others, others, cells(7, 900, 2, 0, 0, 0)));
    // One person more, one who died among them, and a little more pay; still 70, 50.00 and 10.
    ReleasedCells next = opened(job, List.of(others, others, cells(8, 1_400, 3, 0, 0, 0)));
    assertEquals(one, next);
    ReleasedCells far = opened(job, List.of(others, others, cells(4, 900, 2, 0, 0, 0)));
    assertTrue(!one.equals(far), "another class opens alike");
  }

  @Test
  void opening_thatIsNotRounded_isRefused() {
    CompiledJob job = job(10, "", BOUND);
    BitSet both = BitSet.valueOf(new long[] {3});
    BitSet total = BitSet.valueOf(new long[] {1});
    ReleasedCells.OfSet parts = new ReleasedCells.OfSet(both, cells(20, 7, 10, 20, 8, 0));
    assertEquals(
        0,
        new ReleasedCells(job, List.of(parts, new ReleasedCells.OfSet(total, cells(40, 15, 10))))
            .hidden());
    for (List<BigInteger> wrong : List.of(cells(41, 15, 10), cells(40, 15, 9))) {
      JobException e =
          assertThrows(
              JobException.class,
              () -> new ReleasedCells(job, List.of(parts, new ReleasedCells.OfSet(total, wrong))));
      assertTrue(e.getMessage().contains("not rounded"), e.getMessage());
    }
  }

  @Test
  void compiled_withRounding_isReadAsWritten_andTellsTheJobApart() {
    CompiledJob job = job(10, "0.5", BOUND);
    assertEquals(job, CompiledJob.parse(job.write()));
    assertTrue(!job.digest().equals(job(5, "0.5", BOUND).digest()));
  }

  @ParameterizedTest
  @CsvSource({"0.001", "0.005", "0.01"})
  void base_thatIsNoMultipleOfTheUnit_isNoCompiledJob(String base) {
    assertThrows(JobException.class, () -> job(5, base, BOUND));
  }

  @Test
  void base_tooFineForTheBound_isNoCompiledJob() {
    assertThrows(JobException.class, () -> job(5, "0.05", BigInteger.TWO.pow(119)));
  }

  private static int rounds(CompiledJob job) {
    Release.Guarded rules = (Release.Guarded) job.release().orElseThrow();
    return ReleaseCircuit.build(job, rules, List.of(1, 1, 1, 1), Committee.four()).cost().rounds();
  }

  /** Rounding goes on while the rules are decided, and in no more rounds for more groups. */
  @Test
  void rounding_costsNoMoreRoundsThanTheRules_whateverTheNumberOfGroups() {
    CompiledJob rounded = job(10, "", BOUND);
    Release.Guarded rules = (Release.Guarded) rounded.release().orElseThrow();
    assertEquals(rounds(rounded.under(rules.rounding(Optional.empty()))), rounds(rounded));
    assertEquals(rounds(rounded), rounds(job(10, "", BOUND, IntStream.range(0, 500))));
    // A bound of 79 digits: 33 rounds, the mask, agreement and opening.
    assertEquals(37, rounds(job(10, "1000000000", BigInteger.TWO.pow(79))));
  }
}
