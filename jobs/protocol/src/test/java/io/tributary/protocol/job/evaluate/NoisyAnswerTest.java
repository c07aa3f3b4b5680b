package io.tributary.protocol.job.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Seed;
import io.tributary.mpc.noise.Zcdp;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.Operator;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.SampleJobs;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.Statistic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of cells that hold noise: n, Σx, Σx² of whole numbers from 0 to 10, by a and b. */
class NoisyAnswerTest {
  private static final SqlType AVERAGE = SqlType.decimal(14, 4);
  private static final BigInteger WIDE = BigInteger.TEN.pow(12);
  private static final List<Cell> CELLS =
      List.of(
          Cell.rows(WIDE),
          new Cell(Cell.Kind.SUM, List.of(0), List.of(), WIDE),
          new Cell(Cell.Kind.SUM, List.of(0, 0), List.of(), WIDE));
  private static final List<Measure> MEASURES =
      List.of(
          new Measure("x", SqlType.INT, BigDecimal.ZERO, BigDecimal.TEN, false, BigInteger.ZERO));
  private static final Release.Noised RULES =
      new Release.Noised(5, 3, Optional.empty(), new Zcdp(50_000_000), 1, 1, 0);

  private static CompiledJob job(Release.Noised rules, List<Output> outputs) {
    Domain domain = new Domain(SqlType.STRING, List.of("a", "b"), Optional.empty());
    return SampleJobs.released(
        List.of(new CompiledJob.Dimension("g", "g", domain, false)),
        List.of(List.of(0), List.of()),
        MEASURES,
        List.of(new Section(List.of(0), Optional.empty(), CELLS)),
        outputs,
        Optional.of(rules));
  }

  private static final CellExpression COUNT = new CellExpression.Count(0);
  private static final CellExpression SUM =
      new CellExpression.Moments(Statistic.SUM, SqlType.BIGINT, List.of(0, 1));

  private static CompiledJob job() {
    return job(
        RULES,
        List.of(
            new Output("g", new CellExpression.DimensionValue(SqlType.STRING, 0)),
            new Output("n", COUNT),
            new Output("s", SUM),
            new Output("m", new CellExpression.Moments(Statistic.AVG, AVERAGE, List.of(0, 1))),
            new Output(
                "v",
                new CellExpression.Moments(Statistic.VAR_SAMP, SqlType.DOUBLE, List.of(0, 1, 2))),
            new Output(
                "q",
                new CellExpression.Call(Operator.DIVIDE, SqlType.DOUBLE, List.of(COUNT, SUM)))));
  }

  private static List<BigInteger> cells(long... values) {
    return Arrays.stream(values).mapToObj(BigInteger::valueOf).toList();
  }

  private static List<List<Object>> rows(long... cells) {
    return Evaluation.evaluate(job(), cells(cells)).rows();
  }

  @Test
  void group_whoseNoisyRowCountIsTooSmall_isNotShown() {
    assertEquals(
        List.of("a"), rows(5, 9, 30, 4, 9, 30).stream().map(r -> r.get(0)).limit(1).toList());
    // The total of both is, by its own noisy count.
    assertEquals(2, rows(5, 9, 30, 4, 9, 30).size());
    assertEquals(0, rows(-7, 9, 30, 4, 9, 30).size());
  }

  @Test
  void threshold_isInRowsThatSoManySubjectsMayHave() {
    Release.Noised people =
        new Release.Noised(5, 3, Optional.of("p"), new Zcdp(50_000_000), 3, 2, 0);
    CompiledJob job = job(people, List.of(new Output("n", COUNT)));
    assertEquals(1, Evaluation.evaluate(job, cells(15, 0, 0, 15, 0, 0)).rows().size());
    assertEquals(3, Evaluation.evaluate(job, cells(30, 0, 0, 30, 0, 0)).rows().size());
  }

  @Test
  void figures_thatNoRowsCouldGive_areNull_andTheRestStands() {
    List<Object> row = rows(20, -400, 3, 0, 0, 0).get(0);
    assertEquals(20L, row.get(1));
    assertEquals(-400L, row.get(2));
    assertEquals(new BigDecimal("-20.0000"), row.get(3));
    assertEquals(null, row.get(4));
    assertEquals(-0.05, row.get(5));
    assertEquals(null, rows(20, 0, 3, 0, 0, 0).get(0).get(5));
    // The same cells of an exact job prove that something is wrong.
    JobException e =
        assertThrows(
            JobException.class,
            () -> Evaluation.evaluate(job().exact(), cells(20, -400, 3, 0, 0, 0)));
    assertTrue(e.getMessage().contains("cannot come from rows"), e.getMessage());
  }

  @Test
  void cellsBeyondBoundsAndNoise_areStillRefused() {
    assertThrows(JobException.class, () -> rows(20, WIDE.longValueExact() + 1, 3, 0, 0, 0).size());
  }

  @Test
  void precision_growsWithContributorsAndWithTheGroupsThatAreAddedUp() {
    Precision three = Precision.of(job(), 3, 0.05).orElseThrow();
    Precision twelve = Precision.of(job(), 12, 0.05).orElseThrow();
    assertEquals(4, three.intervals().size());
    BigInteger variance = job().noise().orElseThrow().variances().get(0);
    for (int i = 0; i < 4; i++) {
      double ratio =
          twelve.intervals().get(i).halfWidth().doubleValue()
              / three.intervals().get(i).halfWidth().doubleValue();
      assertEquals(2, ratio, 0.1);
    }
    double sigma = Math.sqrt(3 * variance.doubleValue());
    assertEquals(2.716 * sigma, three.intervals().get(0).halfWidth().doubleValue(), 1.5);
    assertEquals(
        Math.sqrt(2) * 2.716 * sigma, three.intervals().get(2).halfWidth().doubleValue(), 1.5);
    List<String> words = three.words(job());
    assertTrue(
        words.get(0).matches("by g: n ± [0-9]+, s ± [0-9]+, each for 95 % sure"), words.get(0));
    assertTrue(words.get(1).startsWith("in total: n ± "), words.get(1));
    assertTrue(Precision.of(job().exact(), 3, 0.05).isEmpty());
  }

  /** Noise of three, many times: the interval holds the exact figure as often as it says. */
  @Test
  void interval_ofAnAnswer_holdsTheExactFigure() {
    CompiledJob job = job();
    List<BigInteger> exact = cells(100, 500, 3000, 100, 500, 3000);
    Answer pooled = Evaluation.evaluate(job.exact(), exact);
    BigDecimal width = Precision.of(job, 3, 0.05).orElseThrow().intervals().get(1).halfWidth();
    SecureRandom random = new SecureRandom();
    int held = 0;
    int trials = 2000;
    for (int trial = 0; trial < trials; trial++) {
      List<BigInteger> noisy = exact;
      for (int repository = 0; repository < 3; repository++) {
        noisy = job.noise().orElseThrow().added(noisy, Seed.random(random));
      }
      Answer answer = Evaluation.evaluate(job, noisy);
      assertEquals(Optional.empty(), NoisyDifference.of(job, answer, pooled, 3));
      long off = (Long) answer.rows().get(0).get(2) - 500;
      held += BigDecimal.valueOf(Math.abs(off)).compareTo(width) <= 0 ? 1 : 0;
    }
    assertTrue(held > 0.95 * trials - 5 * Math.sqrt(trials * 0.05 * 0.95), "held " + held);
  }

  @Test
  void difference_beyondTheNoise_isTold() {
    CompiledJob job = job();
    List<BigInteger> exact = cells(100, 500, 3000, 100, 500, 3000);
    Answer pooled = Evaluation.evaluate(job.exact(), exact);
    List<BigInteger> changed = new ArrayList<>(exact);
    changed.set(1, BigInteger.valueOf(2000));
    Optional<String> told = NoisyDifference.of(job, Evaluation.evaluate(job, changed), pooled, 3);
    assertEquals(Optional.of("row 1, column s, beyond the noise"), told);
  }

  @Test
  void rowMissingFromTheExactAnswer_countsAsZero() {
    CompiledJob job = job();
    Answer pooled = Evaluation.evaluate(job.exact(), cells(100, 500, 3000, 0, 0, 0));
    Answer near = Evaluation.evaluate(job, cells(100, 500, 3000, 9, -20, 0));
    assertEquals(Optional.empty(), NoisyDifference.of(job, near, pooled, 3));
    Answer far = Evaluation.evaluate(job, cells(100, 500, 3000, 900, 0, 0));
    assertTrue(NoisyDifference.of(job, far, pooled, 3).orElseThrow().contains("column n"));
  }
}
