package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.mpc.Seed;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellNoise;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Statistic;
import io.tributary.protocol.job.evaluate.Suppression;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** How far noise moves counts and sums of a job's finest groups, and which groups are hidden. */
final class Accuracy {
  /** Of smaller groups an error is not counted. */
  static final int LARGE = 20;

  private final CompiledJob job;
  private final List<List<BigInteger>> parts;
  private final List<BigInteger> exact;
  private final int width;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param parts exact cells, one vector a repository
   */
  Accuracy(CompiledJob job, List<List<BigInteger>> parts) {
    this.job = job;
    this.parts = parts;
    this.exact = parts.stream().reduce(Accuracy::plus).orElseThrow();
    this.width = job.sections().get(0).cells().size();
  }

  static List<BigInteger> plus(List<BigInteger> a, List<BigInteger> b) {
    return IntStream.range(0, a.size()).mapToObj(i -> a.get(i).add(b.get(i))).toList();
  }

  private long rows(int group) {
    return exact.get(group * width).longValueExact();
  }

  /** Groups with rows. */
  long groups() {
    return IntStream.range(0, job.groups()).filter(g -> rows(g) > 0).count();
  }

  /** Groups of which errors are counted. */
  long large() {
    return IntStream.range(0, job.groups()).filter(g -> rows(g) >= LARGE).count();
  }

  /**
   * Draws noise and writes down the median relative errors.
   *
   * @throws java.util.NoSuchElementException if it is no job with noise
   */
  void noised(int draws, ObjectNode result) {
    CellNoise noise = job.noise().orElseThrow();
    List<Double> counts = new ArrayList<>();
    List<Double> sums = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      List<BigInteger> cells = exact;
      for (int repository = 0; repository < parts.size(); repository++) {
        try (Seed seed = Seed.random(random)) {
          cells = noise.added(cells, seed);
        }
      }
      errors(cells, counts, sums);
    }
    result.put("counts", median(counts)).put("sums", median(sums));
  }

  private void errors(List<BigInteger> noisy, List<Double> counts, List<Double> sums) {
    for (int group = 0; group < job.groups(); group++) {
      if (rows(group) >= LARGE) {
        for (CompiledJob.Output output : job.outputs()) {
          if (output.value() instanceof CellExpression.Count count) {
            error(group, count.cell(), 0, BigInteger.ZERO, noisy, counts);
          } else if (output.value() instanceof CellExpression.Moments moments
              && moments.statistic() == Statistic.SUM) {
            int sum = moments.cells().get(1);
            int measure = job.sections().get(0).cells().get(sum).factors().get(0);
            BigInteger centre = job.measures().get(measure).centre();
            error(group, sum, moments.cells().get(0), centre, noisy, sums);
          }
        }
      }
    }
  }

  private void error(
      int group,
      int cell,
      int count,
      BigInteger centre,
      List<BigInteger> noisy,
      List<Double> errors) {
    double is = figure(noisy, group, cell, count, centre);
    double should = figure(exact, group, cell, count, centre);
    if (should != 0) {
      errors.add(Math.abs(is - should) / Math.abs(should));
    }
  }

  private double figure(List<BigInteger> cells, int group, int cell, int count, BigInteger centre) {
    BigInteger rows = cells.get(group * width + count);
    return cells.get(group * width + cell).add(rows.multiply(centre)).doubleValue();
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
  }

  /** Writes down the shares of groups with rows, and of rows, that the rules hide. */
  void hidden(CompiledJob guarded, int size, ObjectNode result) {
    Suppression.Shown shown = Suppression.of(guarded, parts);
    List<Integer> all = job.allDimensions();
    long groups = 0;
    long rows = 0;
    long total = 0;
    for (int group = 0; group < job.groups(); group++) {
      total += rows(group);
      if (rows(group) > 0 && !shown.group(all, group)) {
        groups++;
        rows += rows(group);
      }
    }
    result.put("k", size);
    result.put("groups", (double) groups / Math.max(1, groups()));
    result.put("rows", (double) rows / Math.max(1, total));
  }
}
