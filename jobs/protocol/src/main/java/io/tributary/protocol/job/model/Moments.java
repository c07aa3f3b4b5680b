package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums and cross products of some variables, over the rows in which all of them are present. Values
 * of variable i are integers over {@code 10^scales[i]}.
 *
 * @param count number of rows
 * @param scales digits after the point of each variable
 * @param sums Σ v_i, as integers
 * @param products Σ v_i·v_j, as integers; symmetric
 */
public record Moments(
    BigInteger count,
    List<Integer> scales,
    List<BigInteger> sums,
    List<List<BigInteger>> products) {
  public Moments {
    scales = List.copyOf(scales);
    sums = List.copyOf(sums);
    products = products.stream().map(List::copyOf).toList();
    if (sums.size() != scales.size() || products.size() != scales.size()) {
      throw new IllegalArgumentException("one scale, one sum and one row of products a variable");
    }
    for (int i = 0; i < scales.size(); i++) {
      for (int j = 0; j <= i; j++) {
        if (!products.get(i).get(j).equals(products.get(j).get(i))) {
          throw new IllegalArgumentException("products are not symmetric");
        }
      }
    }
  }

  /** Number of variables. */
  public int size() {
    return scales.size();
  }

  /**
   * The moments of the values themselves, from those of their differences to public centres.
   *
   * @param centres subtracted from each value before summing, as integers at the scales
   */
  public Moments uncentred(List<BigInteger> centres) {
    List<BigInteger> whole = new ArrayList<>();
    List<List<BigInteger>> crossed = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      BigInteger centre = centres.get(i);
      whole.add(sums.get(i).add(count.multiply(centre)));
      List<BigInteger> row = new ArrayList<>();
      for (int j = 0; j < size(); j++) {
        BigInteger other = centres.get(j);
        row.add(
            products
                .get(i)
                .get(j)
                .add(centre.multiply(sums.get(j)))
                .add(other.multiply(sums.get(i)))
                .add(count.multiply(centre).multiply(other)));
      }
      crossed.add(row);
    }
    return new Moments(count, scales, whole, crossed);
  }

  /** The mean of a variable. There must be a row. */
  public Rational mean(int variable) {
    return new Rational(sums.get(variable), count.multiply(unit(variable)));
  }

  /** Σ (x − x̄)(y − ȳ). There must be a row. */
  public Rational spread(int x, int y) {
    return new Rational(scaledSpread(x, y), count.multiply(unit(x)).multiply(unit(y)));
  }

  /** {@code n·Σxy − Σx·Σy}, the spread as an integer. */
  BigInteger scaledSpread(int x, int y) {
    return count.multiply(products.get(x).get(y)).subtract(sums.get(x).multiply(sums.get(y)));
  }

  private BigInteger unit(int variable) {
    return BigInteger.TEN.pow(scales.get(variable));
  }
}
