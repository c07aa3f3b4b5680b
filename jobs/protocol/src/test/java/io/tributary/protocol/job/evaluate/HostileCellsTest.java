package io.tributary.protocol.job.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.OrderStatistic;
import io.tributary.protocol.job.SampleJobs;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.Statistic;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Opened cells that no rows can have given are refused, by an error of their own. */
class HostileCellsTest {
  private static final long SEED = 20261121;

  @Test
  void counts_negativeOrAboveTheRows_areRefused() {
    CompiledJob grouped = SampleJobs.grouped();
    refused(grouped, -1, 0, 0, 0, 0, 0, 0, 0);
    refused(SampleJobs.subjects(), 3, 4);
    refused(SampleJobs.subjects(), 3, -1);
    accepted(SampleJobs.subjects(), 3, 3);
  }

  @Test
  void sums_beyondWhatTheGroupsRowsCanGive_areRefused() {
    CompiledJob grouped = SampleJobs.grouped();
    refused(grouped, 0, 5, 2, 7, 1, 5, 3, 4);
    refused(grouped, 1, 11, 0, 0, 0, 0, 0, 0);
    accepted(grouped, 1, 10, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void secondMoments_belowTheSquaredFirst_areRefused() {
    refused(single(Statistic.VAR_POP), 2, 10, 1);
    refused(single(Statistic.STDDEV_SAMP), 2, 10, 49);
    accepted(single(Statistic.STDDEV_SAMP), 2, 10, 50);
    refused(single(Statistic.VAR_SAMP), 2, 0, -1);
    refused(single(Statistic.REGR_SXX), 3, 3, 2);
  }

  @Test
  void products_thatBreakCauchySchwarz_areRefused() {
    refused(single(Statistic.CORR), 2, 0, 0, 2, 3, 2);
    refused(single(Statistic.CORR), 2, 0, 0, 2, -3, 2);
    refused(single(Statistic.REGR_R2), 2, 0, 0, 2, 3, 2);
    accepted(single(Statistic.CORR), 2, 0, 0, 2, 2, 2);
  }

  @Test
  void fourthMoments_belowTheSquaredSecond_areRefused() {
    refused(single(Statistic.KURTOSIS), 4, 0, 4, 0, 3);
    refused(single(Statistic.KURTOSIS), 4, 0, 4, 0, -1);
    accepted(single(Statistic.KURTOSIS), 4, 0, 4, 0, 4);
  }

  @Test
  void bins_thatDoNotAddUp_areRefused() {
    CompiledJob median = median();
    refused(median, 3, 2, 2, 0);
    refused(median, 3, 4, -1, 0);
    refused(median, 0, 0, 0, 1);
    accepted(median, 3, 1, 1, 0);
    accepted(median, 0, 0, 0, 0);
  }

  @Test
  void cells_ofTheWrongNumberOrBeyondTheBound_areRefused() {
    refused(SampleJobs.grouped(), 1, 1);
    refused(SampleJobs.grouped(), 1 << 30, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Whatever opens, the result is an answer of finite numbers or that error. */
  @ParameterizedTest
  @EnumSource(Statistic.class)
  void anyCells_giveAnAnswerOrTheError(Statistic statistic) {
    Random random = new Random(SEED + statistic.ordinal());
    CompiledJob job = single(statistic);
    for (int i = 0; i < 2000; i++) {
      List<BigInteger> cells =
          IntStream.range(0, job.cellCount()).mapToObj(c -> any(random)).toList();
      try {
        Object value = Evaluation.evaluate(job, cells).rows().get(0).get(0);
        assertTrue(value == null || Double.isFinite((Double) value), () -> "cells " + cells);
      } catch (JobException e) {
        assertEquals(JobException.Kind.EVALUATION, e.kind());
      }
    }
  }

  private static BigInteger any(Random random) {
    BigInteger value =
        random.nextBoolean()
            ? BigInteger.valueOf(random.nextInt(5))
            : new BigInteger(random.nextInt(121), random);
    return random.nextInt(4) == 0 ? value.negate() : value;
  }

  private static CompiledJob single(Statistic statistic) {
    return SampleJobs.single(statistic, SqlType.DOUBLE, 0);
  }

  private static CompiledJob median() {
    return SampleJobs.ordered(
        OrderStatistic.PERCENTILE,
        SqlType.DOUBLE,
        new Bins.Range(SqlType.INT, BigInteger.ZERO, BigInteger.ONE, 3),
        Optional.of(new java.math.BigDecimal("0.5")));
  }

  private static void refused(CompiledJob job, long... cells) {
    JobException refused =
        assertThrows(
            JobException.class,
            () -> Evaluation.evaluate(job, cells(cells)),
            () -> Arrays.toString(cells));
    assertEquals(JobException.Kind.EVALUATION, refused.kind());
  }

  private static void accepted(CompiledJob job, long... cells) {
    assertEquals(1, Evaluation.evaluate(job, cells(cells)).rows().size());
  }

  private static List<BigInteger> cells(long... cells) {
    return Arrays.stream(cells).mapToObj(BigInteger::valueOf).toList();
  }
}
