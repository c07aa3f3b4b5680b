package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.OrderStatistic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Order statistics from the counts of bins. */
final class Quantiles {
  private record Bin(Object value, BigInteger count) {}

  private final List<Bin> bins = new ArrayList<>();
  private final BigInteger total;

  Quantiles(Bins bins, List<BigInteger> counts) {
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i).signum() > 0) {
        this.bins.add(new Bin(Values.exact(bins.value(i)), counts.get(i)));
      }
    }
    this.bins.sort(Comparator.comparing(Bin::value, Values::compare));
    this.total = this.bins.stream().map(Bin::count).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /**
   * The value; empty for NULL.
   *
   * @param fraction of a quantile; not looked at for others
   */
  Optional<Object> value(OrderStatistic statistic, Rational fraction) {
    if (bins.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (statistic) {
          case MIN -> bins.get(0).value();
          case MAX -> bins.get(bins.size() - 1).value();
          // Of several most frequent values the first is taken, which is the least.
          case MODE -> bins.stream().max(Comparator.comparing(Bin::count)).orElseThrow().value();
          case PERCENTILE -> percentile(fraction);
          case PERCENTILE_DISC -> at(rank(fraction));
        });
  }

  /** From 0. As in Spark, the share is multiplied out in doubles: 0.07 of 100 is above 7. */
  private BigInteger rank(Rational fraction) {
    double share = fraction.toDouble() * total.doubleValue();
    BigInteger rank = new BigDecimal(Math.ceil(share)).toBigInteger();
    return rank.max(BigInteger.ONE).min(total).subtract(BigInteger.ONE);
  }

  private Rational percentile(Rational fraction) {
    Rational position = fraction.times(Rational.of(total.subtract(BigInteger.ONE)));
    BigInteger below = position.toDecimal(0, RoundingMode.FLOOR).toBigInteger();
    Rational rest = position.minus(Rational.of(below));
    Rational low = (Rational) at(below);
    if (rest.signum() == 0) {
      return low;
    }
    Rational high = (Rational) at(below.add(BigInteger.ONE));
    return low.plus(rest.times(high.minus(low)));
  }

  /** The value at a place in the sorted list of all values, from 0. */
  private Object at(BigInteger place) {
    BigInteger seen = BigInteger.ZERO;
    for (Bin bin : bins) {
      seen = seen.add(bin.count());
      if (place.compareTo(seen) < 0) {
        return bin.value();
      }
    }
    throw new IllegalStateException("a place beyond the last value");
  }
}
