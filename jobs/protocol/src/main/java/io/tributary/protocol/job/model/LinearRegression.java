package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.model.LinearFit.Coefficient;
import io.tributary.protocol.job.model.LinearFit.Status;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ordinary least squares from cross products, solved exactly.
 *
 * <p>Terms enter in the order of the formula, the levels of a categorical term from the last to the
 * first, and a column that is a combination of those before it is left out. So the first level with
 * rows becomes the baseline wherever there is an intercept or another categorical term, and a first
 * categorical term without an intercept keeps all its levels: the coding that R chooses.
 */
public final class LinearRegression {
  private final Moments moments;
  private final int response;
  private final boolean intercept;
  private final List<Integer> variables = new ArrayList<>();
  private final ExactSweep sweep;
  private int rank;

  private LinearRegression(Moments moments, int response, boolean intercept, List<Term> terms) {
    this.moments = moments;
    this.response = response;
    this.intercept = intercept;
    terms.forEach(term -> term.columns().forEach(c -> variables.add(c.variable())));
    variables.add(response);
    this.sweep = new ExactSweep(crossProducts());
  }

  /**
   * Fits.
   *
   * @param response variable that is explained
   * @param terms variables that explain it; without the intercept
   * @throws IllegalArgumentException if no real rows have these moments
   */
  public static LinearFit fit(Moments moments, int response, boolean intercept, List<Term> terms) {
    LinearRegression regression = new LinearRegression(moments, response, intercept, terms);
    return regression.fit(terms);
  }

  /** The constant first if there is one, then the terms' columns, then the response. */
  private List<List<BigInteger>> crossProducts() {
    List<List<BigInteger>> all = new ArrayList<>();
    if (intercept) {
      List<BigInteger> constant = new ArrayList<>(List.of(moments.count()));
      variables.forEach(v -> constant.add(moments.sums().get(v)));
      all.add(constant);
    }
    for (int i : variables) {
      List<BigInteger> row = new ArrayList<>();
      if (intercept) {
        row.add(moments.sums().get(i));
      }
      variables.forEach(j -> row.add(moments.products().get(i).get(j)));
      all.add(row);
    }
    return all;
  }

  private LinearFit fit(List<Term> terms) {
    List<Status> statuses = new ArrayList<>();
    if (intercept) {
      statuses.add(enter(0) ? Status.ESTIMATED : Status.ALIASED);
    }
    for (Term term : terms) {
      statuses.addAll(enter(term, statuses.size()));
    }
    List<String> labels = new ArrayList<>(intercept ? List.of("(Intercept)") : List.of());
    terms.forEach(term -> term.columns().forEach(c -> labels.add(c.label())));
    Quality quality = new Quality();
    List<Coefficient> coefficients = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      coefficients.add(
          statuses.get(i) == Status.ESTIMATED
              ? coefficient(i, labels.get(i), quality)
              : Coefficient.without(labels.get(i), statuses.get(i)));
    }
    return quality.with(coefficients);
  }

  private boolean enter(int column) {
    boolean entered = sweep.sweep(column);
    rank += entered ? 1 : 0;
    return entered;
  }

  private List<Status> enter(Term term, int first) {
    List<Term.Column> columns = term.columns();
    Status[] statuses = new Status[columns.size()];
    for (int i = columns.size() - 1; i >= 0; i--) {
      statuses[i] = enter(first + i) ? Status.ESTIMATED : Status.ALIASED;
    }
    List<Term.Column> present = columns.stream().filter(this::hasRows).toList();
    for (int i = 0; i < statuses.length; i++) {
      Term.Column column = columns.get(i);
      if (!column.levels().isEmpty() && statuses[i] == Status.ALIASED) {
        statuses[i] =
            !hasRows(column)
                ? Status.NO_ROWS
                : hasFirstLevel(column, present) ? Status.BASELINE : Status.ALIASED;
      }
    }
    return List.of(statuses);
  }

  private boolean hasRows(Term.Column column) {
    return moments.products().get(column.variable()).get(column.variable()).signum() > 0;
  }

  /** Whether a level of the column is the first of its factor that has rows. */
  private static boolean hasFirstLevel(Term.Column column, List<Term.Column> present) {
    for (int factor = 0; factor < column.levels().size(); factor++) {
      int own = column.levels().get(factor);
      int place = factor;
      if (present.stream().noneMatch(other -> other.levels().get(place) < own)) {
        return true;
      }
    }
    return false;
  }

  private Coefficient coefficient(int column, String label, Quality quality) {
    int scale = intercept && column == 0 ? 0 : scale(column - (intercept ? 1 : 0));
    Rational unit = tenTo(scale).over(tenTo(moments.scales().get(response)));
    Rational estimate = sweep.entry(column, responseColumn()).times(unit);
    Rational inverse = sweep.entry(column, column).times(tenTo(2 * scale));
    TStatistic test =
        TStatistic.of(estimate, quality.variance.map(inverse::times), Rational.of(quality.df));
    return new Coefficient(
        label,
        Status.ESTIMATED,
        Optional.of(test.estimate()),
        test.standardError(),
        test.t(),
        test.p(),
        test.low(),
        test.high());
  }

  private int responseColumn() {
    return variables.size() - (intercept ? 0 : 1);
  }

  private int scale(int column) {
    return moments.scales().get(variables.get(column));
  }

  private static Rational tenTo(int power) {
    return Rational.of(BigInteger.TEN.pow(power));
  }

  /** The figures of the model as a whole, once all columns have entered. */
  private final class Quality {
    private final BigInteger df = moments.count().subtract(BigInteger.valueOf(rank));
    private final int modelDf = rank - (intercept && rank > 0 ? 1 : 0);
    private final Rational residual =
        sweep
            .entry(responseColumn(), responseColumn())
            .over(tenTo(2 * moments.scales().get(response)));
    private final Rational total = total();
    private final Optional<Rational> variance =
        df.signum() > 0 ? Optional.of(residual.over(Rational.of(df))) : Optional.empty();

    private Rational total() {
      if (intercept) {
        return moments.count().signum() == 0 ? Rational.ZERO : moments.spread(response, response);
      }
      BigInteger squares = moments.products().get(response).get(response);
      return Rational.of(squares).over(tenTo(2 * moments.scales().get(response)));
    }

    private LinearFit with(List<Coefficient> coefficients) {
      Optional<Rational> unexplained =
          total.signum() > 0 ? Optional.of(residual.over(total)) : Optional.empty();
      Optional<Rational> f = f();
      Rational modelDegrees = Rational.of(BigInteger.valueOf(modelDf));
      return new LinearFit(
          coefficients,
          moments.count().longValueExact(),
          df.longValueExact(),
          modelDf,
          variance.map(v -> v.squareRoot().toDouble()),
          unexplained.map(u -> Rational.ONE.minus(u).toDouble()),
          unexplained.filter(u -> df.signum() > 0).map(this::adjusted),
          f.map(Rational::toDouble),
          f.map(value -> Tails.f(value, modelDegrees, Rational.of(df))));
    }

    private double adjusted(Rational unexplained) {
      BigInteger totalDf = intercept ? moments.count().subtract(BigInteger.ONE) : moments.count();
      return Rational.ONE.minus(unexplained.times(new Rational(totalDf, df))).toDouble();
    }

    private Optional<Rational> f() {
      if (modelDf == 0 || variance.isEmpty() || residual.signum() == 0) {
        return Optional.empty();
      }
      Rational explained = total.minus(residual).over(Rational.of(BigInteger.valueOf(modelDf)));
      return Optional.of(explained.over(variance.get()));
    }
  }
}
