package io.tributary.protocol.job;

import io.tributary.mpc.Seed;
import io.tributary.mpc.noise.DiscreteGaussian;
import io.tributary.mpc.noise.UniformIntegers;
import io.tributary.mpc.noise.Zcdp;
import io.tributary.protocol.job.CompiledJob.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The discrete Gaussian noise that each repository adds to its cells before it cuts them into
 * shares (PROTOCOL 3.8).
 *
 * @param variances sigma squared at each repository, at least 2, for each cell of a group
 */
public record CellNoise(List<BigInteger> variances) {
  private static final BigInteger LEAST = BigInteger.valueOf(Zcdp.LEAST_VARIANCE);

  /** Beyond so many sigmas lies a noise with a chance below 2^-183. */
  private static final BigInteger REACH = BigInteger.valueOf(16);

  public CellNoise {
    variances = List.copyOf(variances);
  }

  /**
   * The noise that release rules ask for. The loss is shared out equally among a group's cells: the
   * most by which a subject changes cell c is D_c, its rows times the greatest product of one row,
   * and C·D_c² / (h·v_c) is at most what the loss allows for h honest repositories.
   *
   * @param cells of a group
   * @param groups of the layout
   * @return empty if the loss allows none for so many cells
   */
  public static Optional<CellNoise> of(
      Release.Noised rules, List<Measure> measures, List<Cell> cells, long groups) {
    long integers = Math.multiplyExact(groups, (long) cells.size());
    double ratio = rules.loss().squaredRatio(rules.honest(), Math.toIntExact(integers));
    if (ratio <= 0) {
      return Optional.empty();
    }
    BigDecimal allowed = new BigDecimal(ratio).multiply(BigDecimal.valueOf(rules.honest()));
    List<BigInteger> variances = new ArrayList<>();
    for (Cell cell : cells) {
      BigInteger most = sensitivity(rules, measures, cell);
      BigInteger share = most.multiply(most).multiply(BigInteger.valueOf(cells.size()));
      variances.add(
          new BigDecimal(share).divide(allowed, 0, RoundingMode.CEILING).toBigInteger().max(LEAST));
    }
    return Optional.of(new CellNoise(variances));
  }

  /** The most by which all rows of one subject change a cell, over all groups together. */
  public static BigInteger sensitivity(Release.Noised rules, List<Measure> measures, Cell cell) {
    return cell.factors().stream()
        .map(factor -> measures.get(factor).magnitude())
        .reduce(BigInteger.valueOf(rules.rowsOfSubject()), BigInteger::multiply);
  }

  /**
   * How far the noise of so many repositories moves a cell, but with a chance below theirs·2^-183.
   */
  public BigInteger reach(int cell, int repositories) {
    BigInteger sigma = variances.get(cell).sqrt().add(BigInteger.ONE);
    return sigma.multiply(REACH).multiply(BigInteger.valueOf(repositories));
  }

  /**
   * Cells with noise added, each with its own.
   *
   * @param cells in layout order
   * @param seed fresh and secret: whoever knows it can take the noise away
   */
  public List<BigInteger> added(List<BigInteger> cells, Seed seed) {
    UniformIntegers uniform = new UniformIntegers(seed, 0);
    List<DiscreteGaussian> samplers =
        variances.stream().map(v -> new DiscreteGaussian(v, uniform)).toList();
    List<BigInteger> noisy = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      noisy.add(cells.get(i).add(samplers.get(i % samplers.size()).sample()));
    }
    return noisy;
  }
}
