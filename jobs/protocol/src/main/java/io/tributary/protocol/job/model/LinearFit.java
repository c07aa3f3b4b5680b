package io.tributary.protocol.job.model;

import java.util.List;
import java.util.Optional;

/**
 * A fitted linear regression. What is not defined (no degrees of freedom left, a perfect fit, no
 * spread) is empty.
 *
 * @param coefficients in the order of the formula, the intercept first
 * @param n rows used
 * @param df residual degrees of freedom
 * @param modelDf degrees of freedom of the F test
 * @param sigma residual standard deviation
 * @param rSquared share of the spread explained; without an intercept, of the sum of squares
 */
public record LinearFit(
    List<Coefficient> coefficients,
    long n,
    long df,
    int modelDf,
    Optional<Double> sigma,
    Optional<Double> rSquared,
    Optional<Double> adjustedRSquared,
    Optional<Double> f,
    Optional<Double> fp) {
  /** Why a coefficient has or has no estimate. */
  public enum Status {
    ESTIMATED,
    /** The level that the others are compared with. */
    BASELINE,
    /** No row has this level. */
    NO_ROWS,
    /** A combination of terms before it; left out, as R leaves it out. */
    ALIASED
  }

  /**
   * A coefficient.
   *
   * @param t estimate over standard error, a t statistic with the fit's residual df
   * @param p two-sided
   * @param low lower end of the 95 % confidence interval
   * @param high its upper end
   */
  public record Coefficient(
      String label,
      Status status,
      Optional<Double> estimate,
      Optional<Double> standardError,
      Optional<Double> t,
      Optional<Double> p,
      Optional<Double> low,
      Optional<Double> high) {
    static Coefficient without(String label, Status status) {
      return new Coefficient(
          label,
          status,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  public LinearFit {
    coefficients = List.copyOf(coefficients);
  }
}
