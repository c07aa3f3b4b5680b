package io.tributary.protocol.job.model;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and unit eigenvectors of a symmetric matrix by cyclic Jacobi rotations, in
 * fixed-point numbers. Slow and simple, and precise: all errors are a few thousand units of the
 * last bit.
 *
 * <p>Source: Golub and Van Loan, Matrix Computations, section 8.5.
 */
final class FixedJacobi {
  private static final int MAX_SWEEPS = 64;

  private final int bits;
  private final BigInteger[][] matrix;
  private final BigInteger[][] vectors;
  private Integer[] order = {};

  private FixedJacobi(BigInteger[][] matrix, int bits) {
    this.bits = bits;
    this.matrix = matrix;
    this.vectors = new BigInteger[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      Arrays.fill(vectors[i], BigInteger.ZERO);
      vectors[i][i] = BigInteger.ONE.shiftLeft(bits);
    }
  }

  /**
   * Decomposes.
   *
   * @param matrix symmetric, entries of magnitude at most one, as integers over {@code 2^bits};
   *     overwritten
   */
  static FixedJacobi of(BigInteger[][] matrix, int bits) {
    FixedJacobi jacobi = new FixedJacobi(matrix, bits);
    jacobi.decompose();
    return jacobi;
  }

  /** The eigenvalue of that rank, the greatest first. */
  BigInteger value(int rank) {
    return matrix[order[rank]][order[rank]];
  }

  /** Its eigenvector. */
  BigInteger[] vector(int rank) {
    return vectors[order[rank]];
  }

  private void decompose() {
    boolean moved = true;
    for (int sweep = 0; moved; sweep++) {
      if (sweep == MAX_SWEEPS) {
        throw new IllegalStateException("no convergence after " + MAX_SWEEPS + " sweeps");
      }
      moved = false;
      for (int p = 0; p < matrix.length; p++) {
        for (int q = p + 1; q < matrix.length; q++) {
          moved |= rotate(p, q);
        }
      }
    }
    order = IntStream.range(0, matrix.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparing((Integer i) -> matrix[i][i]).reversed());
  }

  /** Makes entry (p, q) zero; false if it is zero but for the last bits. */
  private boolean rotate(int p, int q) {
    if (matrix[p][q].bitLength() <= noiseBits()) {
      return false;
    }
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    BigInteger difference = matrix[q][q].subtract(matrix[p][p]);
    BigInteger twice = matrix[p][q].shiftLeft(1);
    // t = tan: the smaller root of t² + t·(difference/pq) − 1 = 0.
    BigInteger root = difference.multiply(difference).add(twice.multiply(twice)).sqrt();
    BigInteger divisor = difference.signum() < 0 ? difference.subtract(root) : difference.add(root);
    BigInteger tangent = twice.shiftLeft(bits).divide(divisor);
    BigInteger secant = tangent.multiply(tangent).add(one.shiftLeft(bits)).sqrt();
    BigInteger cosine = one.shiftLeft(bits).divide(secant);
    BigInteger sine = tangent.multiply(cosine).shiftRight(bits);
    turn(matrix[p], matrix[q], cosine, sine);
    for (BigInteger[] row : matrix) {
      BigInteger left = row[p];
      row[p] = combine(left, cosine, row[q].negate(), sine);
      row[q] = combine(left, sine, row[q], cosine);
    }
    turn(vectors[p], vectors[q], cosine, sine);
    matrix[p][q] = BigInteger.ZERO;
    matrix[q][p] = BigInteger.ZERO;
    return true;
  }

  private int noiseBits() {
    return 16 + Integer.SIZE - Integer.numberOfLeadingZeros(matrix.length);
  }

  private void turn(BigInteger[] p, BigInteger[] q, BigInteger cosine, BigInteger sine) {
    for (int i = 0; i < p.length; i++) {
      BigInteger left = p[i];
      p[i] = combine(left, cosine, q[i].negate(), sine);
      q[i] = combine(left, sine, q[i], cosine);
    }
  }

  private BigInteger combine(BigInteger a, BigInteger x, BigInteger b, BigInteger y) {
    return a.multiply(x).add(b.multiply(y)).shiftRight(bits);
  }
}
