package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One-way analysis of variance. Groups without values take no part. What is not defined (one group,
 * no degrees of freedom, no spread within) is empty.
 *
 * @param groups all groups, those without values too
 * @param squaresBetween sum of squares of the group means about the mean, weighted
 * @param squaresWithin sum of squares about the group means
 * @param etaSquared share of the squares that lies between the groups
 */
public record OneWayAnova(
    List<Group> groups,
    long n,
    long dfBetween,
    long dfWithin,
    double squaresBetween,
    double squaresWithin,
    Optional<Double> f,
    Optional<Double> p,
    Optional<Double> etaSquared) {
  public OneWayAnova {
    groups = List.copyOf(groups);
  }

  /**
   * Analyses.
   *
   * @param labels of the groups
   * @param moments of the one variable in each group, at one scale
   */
  public static OneWayAnova of(List<String> labels, List<Moments> moments) {
    List<Group> groups = new ArrayList<>();
    Rational within = Rational.ZERO;
    Rational aboutZero = Rational.ZERO;
    Rational sum = Rational.ZERO;
    BigInteger n = BigInteger.ZERO;
    int present = 0;
    for (int i = 0; i < labels.size(); i++) {
      Sample sample = Sample.of(moments.get(i), 0);
      groups.add(sample.group(labels.get(i)));
      if (sample.mean().isPresent()) {
        Rational own = sample.mean().get().times(Rational.of(sample.n()));
        within = within.plus(moments.get(i).spread(0, 0));
        aboutZero = aboutZero.plus(own.times(sample.mean().get()));
        sum = sum.plus(own);
        n = n.add(sample.n());
        present++;
      }
    }
    Rational between =
        present == 0 ? Rational.ZERO : aboutZero.minus(sum.times(sum).over(Rational.of(n)));
    return of(groups, n.longValueExact(), present, between, within);
  }

  private static OneWayAnova of(
      List<Group> groups, long n, int present, Rational between, Rational within) {
    Rational dfBetween = Rational.of(BigInteger.valueOf(Math.max(present - 1, 0)));
    Rational dfWithin = Rational.of(BigInteger.valueOf(n - present));
    Optional<Rational> f =
        dfBetween.signum() == 0 || dfWithin.signum() == 0 || within.signum() == 0
            ? Optional.empty()
            : Optional.of(between.over(dfBetween).over(within.over(dfWithin)));
    Rational total = between.plus(within);
    return new OneWayAnova(
        groups,
        n,
        dfBetween.numerator().longValueExact(),
        dfWithin.numerator().longValueExact(),
        between.toDouble(),
        within.toDouble(),
        f.map(Rational::toDouble),
        f.map(value -> Tails.f(value, dfBetween, dfWithin)),
        total.signum() == 0 ? Optional.empty() : Optional.of(between.over(total).toDouble()));
  }
}
