package io.tributary.mpc.noise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Privacy loss as zero-concentrated differential privacy (Bun, Steinke 2016), in whole billionths
 * of rho, always rounded up. Losses of several releases add up.
 */
public record Zcdp(long nanoRho) implements Comparable<Zcdp> {
  /** No loss. */
  public static final Zcdp NONE = new Zcdp(0);

  /** Least sigma squared at each repository. */
  public static final int LEAST_VARIANCE = 2;

  private static final double NANO = 1e-9;

  /** What floating-point evaluation of a formula may be off by, relatively; added to every loss. */
  private static final double SLACK = 1e-9;

  /** Refuses negative losses. */
  public Zcdp {
    if (nanoRho < 0) {
      throw new IllegalArgumentException("privacy loss: must not be negative");
    }
  }

  /** At least the given rho. */
  public static Zcdp atLeast(double rho) {
    if (!(rho >= 0) || rho > 1e9) {
      throw new IllegalArgumentException("privacy loss: rho must be 0 to 10^9");
    }
    BigDecimal padded = new BigDecimal(rho * (1 + SLACK));
    return new Zcdp(padded.movePointRight(9).setScale(0, RoundingMode.CEILING).longValueExact());
  }

  /**
   * One discrete Gaussian on each of several integers: rho = D^2 / (2 v) (Canonne, Kamath, Steinke
   * 2020).
   *
   * @param squaredSensitivity D^2, the most by which one subject changes the integers, in the sum
   *     of squares
   */
  public static Zcdp ofGaussian(double squaredSensitivity, double sigmaSquared) {
    return atLeast(squaredSensitivity / (2 * sigmaSquared));
  }

  /**
   * The sum of n discrete Gaussians, one a repository, on each of d integers. It is not exactly
   * discrete Gaussian; the correction tau is that of Kairouz, Liu, Steinke 2021.
   *
   * @param sigmaSquared of each repository's noise, at least 2
   */
  public static Zcdp ofSum(
      double squaredSensitivity, double sigmaSquared, int repositories, int integers) {
    if (sigmaSquared < LEAST_VARIANCE || repositories < 1 || integers < 1) {
      throw new IllegalArgumentException(
          "distributed noise: need sigma squared of at least 2 at each repository");
    }
    double tau = tau(sigmaSquared, repositories);
    double plain = squaredSensitivity / (repositories * sigmaSquared);
    double square = plain + tau * integers / 2;
    double linear = Math.sqrt(plain) + tau * Math.sqrt(integers);
    return atLeast(Math.min(square, linear * linear) / 2);
  }

  /**
   * How large the sum over the integers of D_j^2 / (n v_j) may be, for noise of v_j at each of n
   * repositories, D_j the most by which one subject changes integer j. The loss of one integer is
   * at most (D_j / sqrt(n v_j) + tau)^2 / 2, that of all at most (sqrt(sum) + tau sqrt(d))^2 / 2,
   * by the triangle inequality; tau is greatest at the least v_j, which is 2.
   *
   * @param integers d, their number
   * @return rounded down; 0 if the loss is too small for so many integers
   */
  public double squaredRatio(int repositories, int integers) {
    double room = Math.sqrt(2 * rho()) - tau(LEAST_VARIANCE, repositories) * Math.sqrt(integers);
    return room <= 0 ? 0 : room * room * (1 - SLACK);
  }

  static double tau(double sigmaSquared, int repositories) {
    double sum = 0;
    for (int k = 1; k < repositories; k++) {
      sum += StrictMath.exp(-2 * Math.PI * Math.PI * sigmaSquared * k / (k + 1));
    }
    return 10 * sum;
  }

  /** Pure differential privacy, such as that of the discrete Laplace: rho = epsilon^2 / 2. */
  public static Zcdp ofPure(double epsilon) {
    return atLeast(epsilon * epsilon / 2);
  }

  /** Of both releases together. */
  public Zcdp plus(Zcdp other) {
    return new Zcdp(Math.addExact(nanoRho, other.nanoRho));
  }

  /** Of the same release so many times. */
  public Zcdp times(long releases) {
    return new Zcdp(Math.multiplyExact(nanoRho, releases));
  }

  /**
   * The greatest loss, in four digits, that is within (epsilon, delta); NONE if there is none of a
   * billionth or more.
   */
  public static Zcdp within(double epsilon, double delta) {
    // A loss of twice epsilon is far beyond any delta of use.
    long low = 0;
    long high = Math.min(1L << 50, (long) Math.ceil((epsilon + 1) * 2e9));
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (new Zcdp(middle).delta(epsilon) <= delta) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new Zcdp(
        new BigDecimal(low).round(new MathContext(4, RoundingMode.DOWN)).longValueExact());
  }

  /** The loss as a number. */
  public double rho() {
    return nanoRho * NANO;
  }

  /** The loss in as many decimals as it has. */
  public BigDecimal decimalRho() {
    return BigDecimal.valueOf(nanoRho, 9).stripTrailingZeros();
  }

  @Override
  public int compareTo(Zcdp other) {
    return Long.compare(nanoRho, other.nanoRho);
  }

  /**
   * A delta for which the loss is within (epsilon, delta): the least over orders alpha > 1 of
   * exp((alpha - 1)(alpha rho - epsilon)) / (alpha - 1) (1 - 1/alpha)^alpha (Canonne, Kamath,
   * Steinke 2020, corollary 13).
   */
  public double delta(double epsilon) {
    if (nanoRho == 0) {
      return 0;
    }
    double low = Math.log(1e-9);
    double high = Math.log((epsilon + 1) / (2 * rho()) + 100) + 1;
    for (int i = 0; i < 200; i++) {
      double left = low + (high - low) / 3;
      double right = high - (high - low) / 3;
      if (logDelta(left, epsilon) < logDelta(right, epsilon)) {
        high = right;
      } else {
        low = left;
      }
    }
    // Any order gives a valid delta; the search only makes it small.
    return Math.min(1, Math.exp(logDelta(low, epsilon)) * (1 + SLACK));
  }

  /** By the logarithm of alpha - 1. */
  private double logDelta(double logOrder, double epsilon) {
    double above = Math.exp(logOrder);
    double alpha = 1 + above;
    return above * (alpha * rho() - epsilon) - logOrder + alpha * (logOrder - Math.log1p(above));
  }

  /** An epsilon for which the loss is within (epsilon, delta). */
  public double epsilon(double delta) {
    if (!(delta > 0) || delta >= 1) {
      throw new IllegalArgumentException("delta: must be above 0 and below 1");
    }
    double low = 0;
    // Bun and Steinke 2016, proposition 1.3.
    double high = rho() + 2 * Math.sqrt(rho() * Math.log(1 / delta));
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (delta(middle) <= delta) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }
}
