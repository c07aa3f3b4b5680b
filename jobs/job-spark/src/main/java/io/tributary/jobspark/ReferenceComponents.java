package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** Principal components over rows: singular values of the centred columns. */
final class ReferenceComponents {
  private static final double TIE = 1e-9;

  /** Singular values below this part of the greatest are rounding. */
  private static final double NOISE = 1e-12;

  private ReferenceComponents() {}

  static List<List<Object>> rows(
      List<PooledVariable> variables, List<Integer> whole, boolean standardise, int omitted) {
    int n = whole.size();
    List<Integer> used =
        IntStream.range(0, variables.size())
            .filter(i -> !standardise || hasSpread(variables.get(i).of(whole)))
            .boxed()
            .toList();
    if (n < 2 || used.isEmpty()) {
      return List.of();
    }
    double[][] data = new double[Math.max(n, used.size())][used.size()];
    for (int j = 0; j < used.size(); j++) {
      double[] values = variables.get(used.get(j)).of(whole);
      DescriptiveStatistics own = new DescriptiveStatistics(values);
      double scale = standardise ? own.getStandardDeviation() : 1;
      for (int i = 0; i < n; i++) {
        data[i][j] = (values[i] - own.getMean()) / scale;
      }
    }
    SingularValueDecomposition parts =
        new SingularValueDecomposition(new Array2DRowRealMatrix(data, false));
    double[] values = parts.getSingularValues();
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] < NOISE * values[0] ? 0 : values[i] * values[i] / (n - 1);
      total += values[i];
    }
    List<List<Object>> rows = new ArrayList<>();
    double cumulative = 0;
    for (int i = 0; i < values.length; i++) {
      cumulative += values[i] / total;
      double[] loadings = signed(parts.getV().getColumn(i));
      for (int j = 0; j < variables.size(); j++) {
        int place = used.indexOf(j);
        rows.add(
            PooledModel.row(
                i + 1,
                values[i],
                values[i] / total,
                cumulative,
                variables.get(j).name(),
                place < 0 ? Double.NaN : loadings[place],
                n,
                omitted));
      }
    }
    return rows;
  }

  private static boolean hasSpread(double[] values) {
    return new DescriptiveStatistics(values).getMin() < new DescriptiveStatistics(values).getMax();
  }

  /** The loading of the greatest magnitude is positive; of several, the first. */
  private static double[] signed(double[] vector) {
    double greatest = 0;
    double sign = 1;
    for (double value : vector) {
      if (Math.abs(value) > greatest + TIE) {
        greatest = Math.abs(value);
        sign = Math.signum(value);
      }
    }
    double[] signed = vector.clone();
    for (int i = 0; i < signed.length; i++) {
      signed[i] *= sign;
    }
    return signed;
  }
}
