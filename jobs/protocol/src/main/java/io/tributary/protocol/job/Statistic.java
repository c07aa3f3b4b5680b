package io.tributary.protocol.job;

import java.util.List;

/**
 * Statistics that follow from moments. Each names the moments it needs: the empty string is the
 * count, {@code x} a sum, {@code xx} a sum of squares, {@code xy} a sum of products. With two
 * measures, y is the dependent one, the first argument in SQL.
 */
public enum Statistic {
  SUM("", "x"),
  AVG("", "x"),
  VAR_POP("", "x", "xx"),
  VAR_SAMP("", "x", "xx"),
  STDDEV_POP("", "x", "xx"),
  STDDEV_SAMP("", "x", "xx"),
  SKEWNESS("", "x", "xx", "xxx"),
  KURTOSIS("", "x", "xx", "xxx", "xxxx"),
  COVAR_POP("", "x", "y", "xy"),
  COVAR_SAMP("", "x", "y", "xy"),
  CORR("", "x", "y", "xx", "xy", "yy"),
  REGR_SLOPE("", "x", "y", "xx", "xy"),
  REGR_INTERCEPT("", "x", "y", "xx", "xy"),
  REGR_R2("", "x", "y", "xx", "xy", "yy"),
  REGR_SXX("", "x", "xx"),
  REGR_SXY("", "x", "y", "xy");

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> moments;

  Statistic(String... moments) {
    this.moments = List.of(moments);
  }

  /** The moments, in the order of the cells. */
  public List<String> moments() {
    return moments;
  }

  /** Whether it takes two measures. */
  public boolean isBivariate() {
    return moments.contains("y");
  }
}
