package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.Seed;
import io.tributary.mpc.noise.Zcdp;
import io.tributary.protocol.job.CompiledJob.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever knows all rows but whether one is there, and sees the opened sums of three repositories,
 * one of which keeps its noise back: the best test there is does no better than the loss allows.
 */
class NoiseAttackTest {
  private static final long SEED = Long.getLong("tributary.seed", System.nanoTime());
  private static final Zcdp LOSS = new Zcdp(100_000_000);
  private static final Release.Noised RULES =
      new Release.Noised(5, 3, Optional.empty(), LOSS, 1, 1, 1);
  private static final List<Measure> MEASURES = List.of(measure("x"), measure("y"));

  private static Measure measure(String name) {
    return new Measure(name, SqlType.INT, BigDecimal.ZERO, BigDecimal.TEN, false, BigInteger.ZERO);
  }

  /** n, Σx, Σy, Σx², Σxy, Σy². */
  private static final List<Cell> CELLS =
      cells(List.of(), List.of(0), List.of(1), List.of(0, 0), List.of(0, 1), List.of(1, 1));

  @SafeVarargs
  private static List<Cell> cells(List<Integer>... factors) {
    List<Cell> cells = new ArrayList<>();
    for (List<Integer> own : factors) {
      cells.add(new Cell(Cell.Kind.SUM, own, List.of(), BigInteger.TEN.pow(9)));
    }
    return cells;
  }

  private static final CellNoise NOISE = CellNoise.of(RULES, MEASURES, CELLS, 1).orElseThrow();

  /** The greatest row there can be, in every cell. */
  private static final List<BigInteger> ROW =
      CELLS.stream().map(cell -> CellNoise.sensitivity(RULES, MEASURES, cell)).toList();

  private static List<BigInteger> opened(SplittableRandom trial, CellNoise noise, boolean present) {
    List<BigInteger> cells =
        present ? ROW : new ArrayList<>(Collections.nCopies(ROW.size(), BigInteger.ZERO));
    for (int honest = 0; honest < RULES.honest(); honest++) {
      cells = noise.added(cells, seed(trial));
    }
    return cells;
  }

  /** The logarithm of the likelihood ratio but for a constant: what no statistic is better than. */
  private static double evidence(List<BigInteger> cells) {
    double evidence = 0;
    for (int i = 0; i < cells.size(); i++) {
      evidence +=
          cells.get(i).doubleValue()
              * ROW.get(i).doubleValue()
              / NOISE.variances().get(i).doubleValue();
    }
    return evidence / RULES.honest();
  }

  private static Seed seed(SplittableRandom trial) {
    byte[] bytes = new byte[32];
    trial.nextBytes(bytes);
    return Seed.of(bytes);
  }

  /** The best of all thresholds: chance of a hit less chance of a false alarm. */
  private static double advantage(
      Supplier<List<BigInteger>> with,
      Supplier<List<BigInteger>> without,
      ToDoubleFunction<List<BigInteger>> statistic,
      int trials) {
    TreeMap<Double, Integer> steps = new TreeMap<>();
    for (int i = 0; i < trials; i++) {
      steps.merge(statistic.applyAsDouble(with.get()), 1, Integer::sum);
      steps.merge(statistic.applyAsDouble(without.get()), -1, Integer::sum);
    }
    int sum = 0;
    int greatest = 0;
    for (int step : steps.values()) {
      sum += step;
      greatest = Math.max(greatest, Math.abs(sum));
    }
    return (double) greatest / trials;
  }

  /** No test between two distributions within rho has more: Pinsker's inequality. */
  private static double most(double rho) {
    return Math.sqrt(rho / 2);
  }

  @Test
  @Tag("threat-42")
  @Tag("threat-44")
  void bestTestOfOneRow_hasNoMoreAdvantageThanTheLossAllows() {
    SplittableRandom trial = new SplittableRandom(SEED);
    int trials = 6000;
    double found =
        advantage(
            () -> opened(trial, NOISE, true),
            () -> opened(trial, NOISE, false),
            NoiseAttackTest::evidence,
            trials);
    double bound = most(LOSS.rho());
    assertTrue(found <= bound + 5 / Math.sqrt(trials), found + " over " + bound + ", seed " + SEED);
    assertTrue(
        found > 0.4 * bound,
        "the test is too weak to refute anything: " + found + ", seed " + SEED);
  }

  @Test
  @Tag("threat-44")
  void testerOfNoiseThatIsTooSmall_refutesIt() {
    SplittableRandom trial = new SplittableRandom(SEED);
    CellNoise weak =
        new CellNoise(
            NOISE.variances().stream().map(v -> v.divide(BigInteger.valueOf(9))).toList());
    double found =
        advantage(
            () -> opened(trial, weak, true),
            () -> opened(trial, weak, false),
            NoiseAttackTest::evidence,
            6000);
    assertTrue(
        found > most(LOSS.rho()) + 5 / Math.sqrt(6000), "advantage " + found + ", seed " + SEED);
  }

  /** A sampler whose centre follows the data, as a floating-point one can, would be seen, too. */
  @Test
  @Tag("threat-44")
  void testerOfNoiseThatFollowsTheRow_refutesIt() {
    SplittableRandom trial = new SplittableRandom(SEED);
    Supplier<List<BigInteger>> broken =
        () -> {
          List<BigInteger> cells = opened(trial, NOISE, true);
          return IntStream.range(0, cells.size())
              .mapToObj(i -> cells.get(i).add(ROW.get(i).shiftLeft(1)))
              .toList();
        };
    double found =
        advantage(broken, () -> opened(trial, NOISE, false), NoiseAttackTest::evidence, 6000);
    assertTrue(
        found > most(LOSS.rho()) + 5 / Math.sqrt(6000), "advantage " + found + ", seed " + SEED);
  }

  /**
   * The mean and the covariance with a person less those without: of noisy answers the difference
   * of two runs, of which one is free to be about somebody.
   */
  @Test
  @Tag("threat-42")
  void differenceOfTwoAnswers_tellsNoMoreThanTheLossOfOne() {
    SplittableRandom trial = new SplittableRandom(SEED);
    List<BigInteger> others = rows(trial, 200);
    ToDoubleFunction<List<BigInteger>> mean = c -> quotient(c, 1);
    ToDoubleFunction<List<BigInteger>> covariance =
        c -> quotient(c, 4) - quotient(c, 1) * quotient(c, 2);
    for (ToDoubleFunction<List<BigInteger>> figure : List.of(mean, covariance)) {
      int trials = 3000;
      double found =
          advantage(
              () -> difference(trial, others, true, figure),
              () -> difference(trial, others, false, figure),
              d -> d.get(0).doubleValue(),
              trials);
      double bound = most(LOSS.rho());
      assertTrue(
          found <= bound + 5 / Math.sqrt(trials), found + " over " + bound + ", seed " + SEED);
    }
  }

  /** In millionths. */
  private static List<BigInteger> difference(
      SplittableRandom trial,
      List<BigInteger> others,
      boolean present,
      ToDoubleFunction<List<BigInteger>> figure) {
    double with = figure.applyAsDouble(plus(others, opened(trial, NOISE, present)));
    double without = figure.applyAsDouble(plus(others, opened(trial, NOISE, false)));
    return List.of(BigInteger.valueOf((long) ((with - without) * 1e6)));
  }

  private static List<BigInteger> plus(List<BigInteger> a, List<BigInteger> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i).add(b.get(i))).toList();
  }

  private static double quotient(List<BigInteger> cells, int cell) {
    return cells.get(cell).doubleValue() / cells.get(0).doubleValue();
  }

  private static List<BigInteger> rows(SplittableRandom random, int count) {
    long[] sums = new long[6];
    for (int i = 0; i < count; i++) {
      long x = random.nextInt(11);
      long y = random.nextInt(11);
      long[] own = {1, x, y, x * x, x * y, y * y};
      for (int cell = 0; cell < own.length; cell++) {
        sums[cell] += own[cell];
      }
    }
    return java.util.Arrays.stream(sums).mapToObj(BigInteger::valueOf).toList();
  }

  @Test
  void losses_ofVariances_areWithinWhatWasPromised() {
    double ratio = 0;
    for (int i = 0; i < CELLS.size(); i++) {
      ratio +=
          Math.pow(ROW.get(i).doubleValue(), 2)
              / (RULES.honest() * NOISE.variances().get(i).doubleValue());
    }
    assertTrue(ratio <= LOSS.squaredRatio(RULES.honest(), CELLS.size()));
    assertTrue(ratio > 0.9 * 2 * LOSS.rho(), "more noise than needed: " + ratio);
    assertTrue(
        NOISE.variances().stream()
            .allMatch(v -> v.compareTo(BigInteger.valueOf(Zcdp.LEAST_VARIANCE)) >= 0));
  }
}
