package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import java.util.List;

/**
 * Goodnight's sweep operator on a symmetric integer matrix, without fractions: all entries are kept
 * multiplied by the determinant of the swept part, and every division is exact (Bareiss). After
 * sweeping the columns K of a cross-product matrix, the rest holds the cross products of residuals
 * of a regression on K, the mixed part the coefficients, and the swept part the inverse.
 *
 * <p>Source: Goodnight, A Tutorial on the SWEEP Operator (1979); Bareiss, Sylvester's Identity and
 * Multistep Integer-Preserving Gaussian Elimination (1968).
 */
final class ExactSweep {
  private final BigInteger[][] matrix;
  private BigInteger determinant = BigInteger.ONE;

  ExactSweep(List<List<BigInteger>> symmetric) {
    matrix =
        symmetric.stream().map(row -> row.toArray(BigInteger[]::new)).toArray(BigInteger[][]::new);
  }

  /**
   * Sweeps a column in.
   *
   * @return false, with nothing changed, if the column is a combination of those swept already
   * @throws IllegalArgumentException if no real rows have these cross products
   */
  boolean sweep(int pivot) {
    BigInteger value = matrix[pivot][pivot];
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a sum of squares would be negative");
    }
    if (value.signum() == 0) {
      return false;
    }
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length && i != pivot; j++) {
        if (j != pivot) {
          matrix[i][j] =
              value
                  .multiply(matrix[i][j])
                  .subtract(matrix[i][pivot].multiply(matrix[pivot][j]))
                  .divide(determinant);
        }
      }
    }
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][pivot] = i == pivot ? determinant : matrix[i][pivot].negate();
    }
    determinant = value;
    return true;
  }

  /** An entry of the swept matrix. */
  Rational entry(int row, int column) {
    return new Rational(matrix[row][column], determinant);
  }
}
