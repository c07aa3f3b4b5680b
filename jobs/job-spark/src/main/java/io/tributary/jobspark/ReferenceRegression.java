package io.tributary.jobspark;

import io.tributary.protocol.job.model.Formula;
import io.tributary.protocol.job.model.Formula.Factor;
import io.tributary.protocol.job.model.ModelPlan;
import io.tributary.protocol.job.model.ModelPlan.PlanColumn;
import io.tributary.protocol.job.model.ModelPlan.PlanTerm;
import io.tributary.protocol.job.model.ModelSql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * Linear regression over rows: columns that depend on those before them are found by Gram-Schmidt
 * with R's tolerance, the others fitted by a QR decomposition.
 */
final class ReferenceRegression {
  /** What is left of a column that depends on others, at most; as in R. */
  private static final double DEPENDENT = 1e-7;

  /** Residuals below this part of the total are a perfect fit. */
  private static final double PERFECT = 1e-20;

  private final Formula formula;
  private final List<PooledVariable> variables;
  private final List<Integer> rows;
  private final double[] response;
  private final List<double[]> columns = new ArrayList<>();
  private final List<double[]> directions = new ArrayList<>();
  private final List<Integer> kept = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  ReferenceRegression(Formula formula, List<PooledVariable> variables, List<Integer> rows) {
    this.formula = formula;
    this.variables = variables;
    this.rows = rows;
    this.response = variables.get(0).of(rows);
  }

  List<List<Object>> rows(ModelPlan.Regression plan, int omitted) {
    if (formula.intercept()) {
      double[] constant = new double[rows.size()];
      Arrays.fill(constant, 1);
      add("(Intercept)", constant);
      notes.set(0, enter(0) ? "" : "aliased");
    }
    for (int i = 0; i < plan.terms().size(); i++) {
      term(formula.terms().get(i), plan.terms().get(i));
    }
    return fit(omitted);
  }

  private void add(String label, double[] column) {
    labels.add(label);
    columns.add(column);
    notes.add("");
  }

  private void term(List<Factor> factors, PlanTerm plan) {
    int first = columns.size();
    for (PlanColumn column : plan.columns()) {
      add(column.label(), column(factors, column.levels()));
    }
    for (int i = plan.columns().size() - 1; i >= 0; i--) {
      notes.set(first + i, enter(first + i) ? "" : "aliased");
    }
    for (int i = 0; i < plan.columns().size(); i++) {
      if (!plan.factors().isEmpty() && !notes.get(first + i).isEmpty()) {
        notes.set(first + i, note(plan, first, i));
      }
    }
  }

  private double[] column(List<Factor> factors, List<Integer> levels) {
    List<Factor> categories = factors.stream().filter(Factor::isCategory).toList();
    double[] column = new double[rows.size()];
    for (int i = 0; i < column.length; i++) {
      int row = rows.get(i);
      column[i] = ModelSql.number(factors).map(n -> variable(n).values()[row]).orElse(1.0);
      for (int c = 0; c < categories.size(); c++) {
        column[i] *= variable(categories.get(c)).values()[row] == levels.get(c) ? 1 : 0;
      }
    }
    return column;
  }

  private PooledVariable variable(Factor factor) {
    return variables.stream().filter(v -> v.name().equals(factor.name())).findFirst().orElseThrow();
  }

  private String note(PlanTerm plan, int first, int column) {
    if (norm(columns.get(first + column)) == 0) {
      return "no rows";
    }
    List<Integer> own = plan.columns().get(column).levels();
    for (int factor = 0; factor < own.size(); factor++) {
      int least = Integer.MAX_VALUE;
      for (int i = 0; i < plan.columns().size(); i++) {
        if (norm(columns.get(first + i)) > 0) {
          least = Math.min(least, plan.columns().get(i).levels().get(factor));
        }
      }
      if (own.get(factor) == least) {
        return "baseline";
      }
    }
    return "aliased";
  }

  /** Keeps a column if it points somewhere new. */
  private boolean enter(int column) {
    double[] rest = columns.get(column).clone();
    double before = norm(rest);
    for (int pass = 0; pass < 2; pass++) {
      for (double[] direction : directions) {
        double along = dot(direction, rest);
        for (int i = 0; i < rest.length; i++) {
          rest[i] -= along * direction[i];
        }
      }
    }
    double after = norm(rest);
    if (after <= DEPENDENT * before) {
      return false;
    }
    directions.add(Arrays.stream(rest).map(v -> v / after).toArray());
    kept.add(column);
    return true;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  private List<List<Object>> fit(int omitted) {
    int n = rows.size();
    int df = n - kept.size();
    List<Integer> sorted = kept.stream().sorted().toList();
    double[] estimates = new double[sorted.size()];
    double[] errors = new double[sorted.size()];
    double residual = 0;
    double total = total();
    if (!sorted.isEmpty() && df > 0) {
      OLSMultipleLinearRegression ols = new OLSMultipleLinearRegression();
      ols.setNoIntercept(true);
      ols.newSampleData(response, design(sorted));
      estimates = ols.estimateRegressionParameters();
      residual = ols.calculateResidualSumOfSquares();
      errors = ols.estimateRegressionParametersStandardErrors();
    } else if (!sorted.isEmpty()) {
      RealMatrix x = new Array2DRowRealMatrix(design(sorted), false);
      RealVector y = new ArrayRealVector(response, false);
      estimates = new QRDecomposition(x).getSolver().solve(y).toArray();
    }
    boolean perfect = residual <= PERFECT * total;
    Figures figures = new Figures(df, df > 0 && perfect ? 0 : residual, total);
    List<List<Object>> answer = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      int place = sorted.indexOf(i);
      List<Object> row = new ArrayList<>();
      row.add(labels.get(i));
      row.addAll(
          place < 0
              ? Collections.nCopies(6, Double.NaN)
              : figures.coefficient(estimates[place], perfect ? 0 : errors[place]));
      row.add(Optional.of(notes.get(i)).filter(note -> !note.isEmpty()));
      row.addAll(List.of(n, omitted, df));
      row.addAll(figures.model());
      answer.add(PooledModel.row(row.toArray()));
    }
    return answer;
  }

  private double[][] design(List<Integer> sorted) {
    double[][] x = new double[rows.size()][];
    for (int i = 0; i < x.length; i++) {
      int row = i;
      x[i] = sorted.stream().mapToDouble(c -> columns.get(c)[row]).toArray();
    }
    return x;
  }

  private double total() {
    double mean = formula.intercept() ? Arrays.stream(response).average().orElse(0) : 0;
    return Arrays.stream(response).map(v -> (v - mean) * (v - mean)).sum();
  }

  /** Tests and figures of the model. */
  private final class Figures {
    private final int df;
    private final double residual;
    private final double total;

    Figures(int df, double residual, double total) {
      this.df = df;
      this.residual = residual;
      this.total = total;
    }

    List<Object> coefficient(double estimate, double error) {
      if (df <= 0) {
        return List.of(estimate, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
      }
      double t = error > 0 ? estimate / error : Double.NaN;
      double reach = error > 0 ? ReferenceTests.tReach(df, error) : 0;
      double p = error > 0 ? ReferenceTests.tTail(t, df) : Double.NaN;
      return List.of(estimate, error, t, p, estimate - reach, estimate + reach);
    }

    List<Object> model() {
      int modelDf = kept.size() - (formula.intercept() && !kept.isEmpty() ? 1 : 0);
      double sigma = df > 0 ? Math.sqrt(residual / df) : Double.NaN;
      double rSquared = total > 0 ? 1 - residual / total : Double.NaN;
      double totalDf = rows.size() - (formula.intercept() ? 1 : 0);
      double adjusted = df > 0 ? 1 - residual / total * totalDf / df : Double.NaN;
      boolean tested = df > 0 && modelDf > 0 && residual > 0;
      double f = tested ? (total - residual) / modelDf / (residual / df) : Double.NaN;
      double p = tested ? ReferenceTests.fTail(f, modelDf, df) : Double.NaN;
      return List.of(sigma, rSquared, adjusted, f, modelDf, p);
    }
  }
}
