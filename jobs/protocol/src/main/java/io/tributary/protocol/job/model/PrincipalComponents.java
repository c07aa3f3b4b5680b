package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Principal components of the covariance or the correlation matrix.
 *
 * <p>The matrix is exact, its eigenvalues are found in fixed-point arithmetic of 384 bits, so that
 * small ones are as good as large ones; those of a matrix without full rank are exactly zero.
 * Loadings are unit vectors; in each component the loading of the greatest magnitude is positive
 * (of several, the first).
 *
 * @param n rows used
 * @param components by falling eigenvalue; none with fewer than two rows
 */
public record PrincipalComponents(long n, List<Component> components) {
  private static final int BITS = 384;

  /** Magnitudes that differ by less count as equal when the sign is chosen. */
  private static final BigInteger TIE = BigInteger.ONE.shiftLeft(BITS / 2);

  /**
   * A component.
   *
   * @param share of the total variance
   * @param cumulative share of this and all components before
   * @param loadings one a variable; empty for a variable without spread in a standardised analysis
   */
  public record Component(
      double eigenvalue,
      Optional<Double> share,
      Optional<Double> cumulative,
      List<Optional<Double>> loadings) {
    public Component {
      loadings = List.copyOf(loadings);
    }
  }

  public PrincipalComponents {
    components = List.copyOf(components);
  }

  /**
   * Analyses all variables of the moments.
   *
   * @param standardise whether each variable is divided by its standard deviation
   * @throws IllegalArgumentException if no real rows have these moments
   */
  public static PrincipalComponents of(Moments moments, boolean standardise) {
    long n = moments.count().longValueExact();
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      if (!standardise || moments.scaledSpread(i, i).signum() > 0) {
        used.add(i);
      }
    }
    return n < 2 || used.isEmpty()
        ? new PrincipalComponents(n, List.of())
        : new Analysis(moments, used, standardise).components(n);
  }

  /** One analysis of the variables that have a place in it. */
  private record Analysis(Moments moments, List<Integer> used, boolean standardise) {
    PrincipalComponents components(long n) {
      Rational[][] spreads = spreads();
      Rational trace = Rational.ZERO;
      for (int i = 0; i < spreads.length; i++) {
        trace = trace.plus(standardise ? Rational.ONE : spreads[i][i]);
      }
      if (trace.signum() == 0) {
        trace = Rational.ONE;
      }
      FixedJacobi eigen = FixedJacobi.of(matrix(spreads, trace), BITS);
      int rank = rank();
      Rational whole = standardise ? trace : trace.over(Rational.of(BigInteger.valueOf(n - 1)));
      List<Component> components = new ArrayList<>();
      Rational cumulative = Rational.ZERO;
      for (int i = 0; i < used.size(); i++) {
        Rational share = i < rank ? fixed(eigen.value(i)) : Rational.ZERO;
        cumulative = i < rank - 1 ? cumulative.plus(share) : Rational.ONE;
        boolean spread = rank > 0;
        components.add(
            new Component(
                share.times(whole).toDouble(),
                Optional.of(share.toDouble()).filter(s -> spread),
                Optional.of(cumulative.toDouble()).filter(s -> spread),
                loadings(eigen.vector(i))));
      }
      return new PrincipalComponents(n, components);
    }

    private Rational[][] spreads() {
      Rational[][] spreads = new Rational[used.size()][used.size()];
      for (int i = 0; i < spreads.length; i++) {
        for (int j = 0; j < spreads.length; j++) {
          spreads[i][j] = moments.spread(used.get(i), used.get(j));
        }
      }
      return spreads;
    }

    /** Scaled to a trace of one. */
    private BigInteger[][] matrix(Rational[][] spreads, Rational trace) {
      BigInteger[][] matrix = new BigInteger[spreads.length][spreads.length];
      for (int i = 0; i < matrix.length; i++) {
        for (int j = 0; j < matrix.length; j++) {
          matrix[i][j] =
              standardise
                  ? correlation(spreads, i, j).divide(BigInteger.valueOf(matrix.length))
                  : toFixed(spreads[i][j].over(trace));
        }
      }
      return matrix;
    }

    private static BigInteger correlation(Rational[][] spreads, int i, int j) {
      Rational covered = spreads[i][j];
      Rational square = covered.times(covered).over(spreads[i][i].times(spreads[j][j]));
      BigInteger magnitude =
          square.numerator().shiftLeft(2 * BITS).divide(square.denominator()).sqrt();
      return covered.signum() < 0 ? magnitude.negate() : magnitude;
    }

    /** Rank of the matrix, exactly. */
    private int rank() {
      List<List<BigInteger>> scaled = new ArrayList<>();
      for (int i : used) {
        scaled.add(used.stream().map(j -> moments.scaledSpread(i, j)).toList());
      }
      ExactSweep sweep = new ExactSweep(scaled);
      int rank = 0;
      for (int i = 0; i < used.size(); i++) {
        rank += sweep.sweep(i) ? 1 : 0;
      }
      return rank;
    }

    private List<Optional<Double>> loadings(BigInteger[] vector) {
      BigInteger greatest = BigInteger.ZERO;
      int sign = 1;
      for (BigInteger value : vector) {
        if (value.abs().subtract(greatest).compareTo(TIE) > 0) {
          greatest = value.abs();
          sign = value.signum();
        }
      }
      List<Optional<Double>> loadings = new ArrayList<>();
      for (int i = 0; i < moments.size(); i++) {
        int place = used.indexOf(i);
        loadings.add(place < 0 ? Optional.empty() : Optional.of(sign * rounded(vector[place])));
      }
      return loadings;
    }

    /** A loading; what is only the noise of the last bits is zero. */
    private static double rounded(BigInteger loading) {
      return loading.abs().compareTo(TIE) < 0 ? 0.0 : fixed(loading).toDouble();
    }

    private static BigInteger toFixed(Rational value) {
      return value.numerator().shiftLeft(BITS).divide(value.denominator());
    }

    private static Rational fixed(BigInteger value) {
      return new Rational(value, BigInteger.ONE.shiftLeft(BITS));
    }
  }
}
