package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.Statistic;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statistics from moments. Sums are of centred integers; spreads and products about the mean do not
 * depend on the centre.
 */
final class Moments {
  private final CellExpression.Moments expression;
  private final Map<String, BigInteger> sums = new HashMap<>();
  private final BigInteger count;
  private final Measure x;
  private final Measure y;

  Moments(CompiledJob job, Group group, CellExpression.Moments expression) {
    this.expression = expression;
    Statistic statistic = expression.statistic();
    for (int i = 0; i < expression.cells().size(); i++) {
      sums.put(statistic.moments().get(i), group.sums().get(expression.cells().get(i)));
    }
    this.count = sums.get("");
    this.x = measure(job, 1);
    this.y = statistic.isBivariate() ? measure(job, 2) : x;
  }

  private Measure measure(CompiledJob job, int moment) {
    List<Cell> cells = job.sections().get(0).cells();
    return job.measures().get(cells.get(expression.cells().get(moment)).factors().get(0));
  }

  /** The value; empty for NULL. */
  Optional<Rational> value() {
    // Below zero only with noise, and zero of some rows if rounded: then nothing can be told.
    if (count.signum() <= 0) {
      return Optional.empty();
    }
    BigInteger less = count.subtract(BigInteger.ONE);
    return switch (expression.statistic()) {
      case SUM -> Optional.of(Numbers.fit(expression.type(), total(x, "x")));
      case AVG -> Optional.of(Numbers.divide(expression.type(), total(x, "x"), Rational.of(count)));
      case VAR_POP -> over(spread("x"), count);
      case VAR_SAMP -> over(spread("x"), less);
      case STDDEV_POP -> over(spread("x"), count).map(Rational::squareRoot);
      case STDDEV_SAMP -> over(spread("x"), less).map(Rational::squareRoot);
      case COVAR_POP -> over(codeviation(), count);
      case REGR_SXY -> Optional.of(codeviation());
      case COVAR_SAMP -> over(codeviation(), less);
      case REGR_SXX -> Optional.of(spread("x"));
      case CORR -> correlation();
      case REGR_R2 -> determination();
      case REGR_SLOPE -> slope();
      case REGR_INTERCEPT -> slope().map(b -> mean(y, "y").minus(b.times(mean(x, "x"))));
      case SKEWNESS -> skewness();
      case KURTOSIS -> kurtosis();
    };
  }

  private static Optional<Rational> over(Rational value, BigInteger divisor) {
    return divisor.signum() == 0 ? Optional.empty() : Optional.of(value.over(Rational.of(divisor)));
  }

  private Rational total(Measure measure, String letter) {
    BigInteger raw = sums.get(letter).add(count.multiply(measure.centre()));
    return new Rational(raw, unit(measure));
  }

  private Rational mean(Measure measure, String letter) {
    return total(measure, letter).over(Rational.of(count));
  }

  private static BigInteger unit(Measure measure) {
    return BigInteger.TEN.pow(measure.scale());
  }

  /** Σ(v − mean)² in the measure's own unit: (n·Σv² − (Σv)²) / n. */
  private Rational spread(String letter) {
    BigInteger sum = sums.get(letter);
    BigInteger centred = count.multiply(sums.get(letter.repeat(2))).subtract(sum.multiply(sum));
    if (centred.signum() < 0) {
      throw OpenedCells.wrong("the opened cells would give a negative variance");
    }
    BigInteger unit = unit(letter.equals("x") ? x : y);
    return new Rational(centred, count.multiply(unit).multiply(unit));
  }

  /** Σ(x − mean)(y − mean). */
  private Rational codeviation() {
    BigInteger centred =
        count.multiply(sums.get("xy")).subtract(sums.get("x").multiply(sums.get("y")));
    return new Rational(centred, count.multiply(unit(x)).multiply(unit(y)));
  }

  private Optional<Rational> squaredCorrelation() {
    Rational spreads = spread("x").times(spread("y"));
    if (spreads.signum() == 0) {
      return Optional.empty();
    }
    Rational squared = codeviation().times(codeviation()).over(spreads);
    if (squared.compareTo(Rational.ONE) > 0) {
      throw OpenedCells.wrong("the opened cells would give a correlation above one");
    }
    return Optional.of(squared);
  }

  private Optional<Rational> correlation() {
    return squaredCorrelation()
        .map(Rational::squareRoot)
        .map(r -> codeviation().signum() < 0 ? r.negate() : r);
  }

  /** As in Spark: NULL if x does not vary, 1 if only y does not. */
  private Optional<Rational> determination() {
    if (spread("x").signum() == 0) {
      return Optional.empty();
    }
    return spread("y").signum() == 0 ? Optional.of(Rational.ONE) : squaredCorrelation();
  }

  private Optional<Rational> slope() {
    Rational spread = spread("x");
    return spread.signum() == 0 ? Optional.empty() : Optional.of(codeviation().over(spread));
  }

  /** √n·m₃ / m₂^(3/2), with m the sums of powers about the mean; NULL if x does not vary. */
  private Optional<Rational> skewness() {
    Rational two = about("xx");
    if (two.signum() == 0) {
      return Optional.empty();
    }
    Rational n = Rational.of(count);
    Rational s1 = sum("x");
    Rational three =
        sum("xxx")
            .minus(Numbers.of(3).times(s1).times(sum("xx")).over(n))
            .plus(Numbers.of(2).times(s1).times(s1).times(s1).over(n.times(n)));
    Rational squared = n.times(three).times(three).over(two.times(two).times(two));
    Rational root = squared.squareRoot();
    return Optional.of(three.signum() < 0 ? root.negate() : root);
  }

  /** n·m₄ / m₂² − 3; NULL if x does not vary. */
  private Optional<Rational> kurtosis() {
    Rational two = about("xx");
    if (two.signum() == 0) {
      return Optional.empty();
    }
    Rational n = Rational.of(count);
    Rational s1 = sum("x");
    Rational square = s1.times(s1);
    Rational four =
        sum("xxxx")
            .minus(Numbers.of(4).times(s1).times(sum("xxx")).over(n))
            .plus(Numbers.of(6).times(square).times(sum("xx")).over(n.times(n)))
            .minus(Numbers.of(3).times(square).times(square).over(n.times(n).times(n)));
    Rational ratio = n.times(four).over(two.times(two));
    if (ratio.compareTo(Rational.ONE) < 0) {
      throw OpenedCells.wrong("the opened cells would give fourth powers below squared squares");
    }
    return Optional.of(ratio.minus(Numbers.of(3)));
  }

  private Rational sum(String letters) {
    return Rational.of(sums.get(letters));
  }

  /** Σ(x − mean)² in integers. */
  private Rational about(String letters) {
    Rational s1 = sum("x");
    Rational two = sum(letters).minus(s1.times(s1).over(Rational.of(count)));
    if (two.signum() < 0) {
      throw OpenedCells.wrong("the opened cells would give a negative variance");
    }
    return two;
  }
}
