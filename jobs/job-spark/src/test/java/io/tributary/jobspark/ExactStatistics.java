package io.tributary.jobspark;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;
import scala.collection.Seq;
import scala.runtime.AbstractFunction1;

/**
 * A floating-point statistic from the list of its values, by definition: sums of powers of exact
 * deviations from the mean, divided with 100 digits. It knows neither cells nor moments.
 */
final class ExactStatistics extends AbstractFunction1<Object, Object> implements Serializable {
  private static final long serialVersionUID = 1;
  private static final MathContext DIGITS = new MathContext(100);

  private final String name;
  private final BigDecimal fraction;

  /** By the name of Spark's class; the fraction is that of a percentile. */
  ExactStatistics(String name, BigDecimal fraction) {
    this.name = name;
    this.fraction = fraction;
  }

  @Override
  public Object apply(Object rows) {
    List<BigDecimal> first = new ArrayList<>();
    List<BigDecimal> last = new ArrayList<>();
    for (Object item : Trees.list((Seq<?>) rows)) {
      Row row = (Row) item;
      if (!row.isNullAt(0) && !row.isNullAt(row.size() - 1)) {
        first.add(row.getDecimal(0));
        last.add(row.getDecimal(row.size() - 1));
      }
    }
    BigDecimal value = first.isEmpty() ? null : value(first, last);
    return value == null ? null : (Object) value.doubleValue();
  }

  private BigDecimal value(List<BigDecimal> y, List<BigDecimal> x) {
    BigDecimal n = BigDecimal.valueOf(x.size());
    BigDecimal n2 = n.multiply(n);
    BigDecimal less = n.subtract(BigDecimal.ONE);
    BigDecimal xx = powers(x, 2);
    BigDecimal yy = powers(y, 2);
    BigDecimal xy = products(x, y);
    return switch (name) {
      case "Sum" -> total(x);
      case "Average" -> over(total(x), n);
      case "Percentile" -> percentile(x);
      case "VariancePop" -> over(xx, n2.multiply(n));
      case "VarianceSamp" -> over(xx, n2.multiply(less));
      case "StddevPop" -> root(over(xx, n2.multiply(n)));
      case "StddevSamp" -> root(over(xx, n2.multiply(less)));
      case "RegrReplacement" -> over(xx, n2);
      case "CovPopulation" -> over(xy, n2.multiply(n));
      case "CovSample" -> over(xy, n2.multiply(less));
      case "RegrSXY" -> over(xy, n2);
      case "Corr" -> over(xy, root(xx.multiply(yy)));
      case "RegrR2" ->
          xx.signum() != 0 && yy.signum() == 0
              ? BigDecimal.ONE
              : over(xy.multiply(xy), xx.multiply(yy));
      case "RegrSlope" -> over(xy, xx);
      case "RegrIntercept" ->
          xx.signum() == 0
              ? null
              : over(total(y).multiply(xx).subtract(xy.multiply(total(x))), n.multiply(xx));
      case "Skewness" -> over(root(n).multiply(powers(x, 3)), root(xx.multiply(xx).multiply(xx)));
      case "Kurtosis" ->
          xx.signum() == 0
              ? null
              : over(n.multiply(powers(x, 4)), xx.multiply(xx)).subtract(BigDecimal.valueOf(3));
      default -> throw new IllegalStateException(name);
    };
  }

  private static BigDecimal over(BigDecimal a, BigDecimal b) {
    return b.signum() == 0 ? null : a.divide(b, DIGITS);
  }

  private static BigDecimal root(BigDecimal a) {
    return a == null ? null : a.sqrt(DIGITS);
  }

  private static BigDecimal total(List<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** n times the deviation of each value from the mean. */
  private static List<BigDecimal> deviations(List<BigDecimal> values) {
    BigDecimal total = total(values);
    BigDecimal n = BigDecimal.valueOf(values.size());
    return values.stream().map(v -> v.multiply(n).subtract(total)).toList();
  }

  private static BigDecimal powers(List<BigDecimal> values, int power) {
    return total(deviations(values).stream().map(d -> d.pow(power)).toList());
  }

  private static BigDecimal products(List<BigDecimal> x, List<BigDecimal> y) {
    List<BigDecimal> a = deviations(x);
    List<BigDecimal> b = deviations(y);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < a.size(); i++) {
      sum = sum.add(a.get(i).multiply(b.get(i)));
    }
    return sum;
  }

  private BigDecimal percentile(List<BigDecimal> values) {
    List<BigDecimal> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    BigDecimal position = fraction.multiply(BigDecimal.valueOf(values.size() - 1L));
    BigInteger below = position.setScale(0, RoundingMode.FLOOR).toBigInteger();
    BigDecimal low = sorted.get(below.intValue());
    BigDecimal high = sorted.get(Math.min(below.intValue() + 1, values.size() - 1));
    return low.add(position.subtract(new BigDecimal(below)).multiply(high.subtract(low)));
  }
}
