package io.tributary.protocol.job.model;

import io.tributary.protocol.exact.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of counts with Pearson's chi-squared test of independence, without a correction for
 * continuity. Rows and columns without counts take no part in the test.
 *
 * @param cells by row, then column
 * @param chiSquared empty if fewer than two rows or columns have counts
 * @param df degrees of freedom; 0 without a test
 * @param cramersV strength of the association, 0 to 1
 */
public record Crosstab(
    List<List<Cell>> cells,
    long n,
    int df,
    Optional<Double> chiSquared,
    Optional<Double> p,
    Optional<Double> cramersV) {
  /**
   * One count.
   *
   * @param expected if rows and columns were independent; empty without any counts
   * @param rowShare of the row's total; empty if that is zero
   * @param columnShare of the column's total; empty if that is zero
   */
  public record Cell(
      long count,
      Optional<Double> expected,
      Optional<Double> rowShare,
      Optional<Double> columnShare) {}

  public Crosstab {
    cells = cells.stream().map(List::copyOf).toList();
  }

  /** Tests counts, given row by row; all rows of the same length. */
  public static Crosstab of(List<List<BigInteger>> counts) {
    List<BigInteger> rows = counts.stream().map(Crosstab::sum).toList();
    List<BigInteger> columns = new ArrayList<>();
    for (int j = 0; j < counts.get(0).size(); j++) {
      int column = j;
      columns.add(sum(counts.stream().map(row -> row.get(column)).toList()));
    }
    BigInteger n = sum(rows);
    List<List<Cell>> cells = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Cell> cellsOfRow = new ArrayList<>();
      for (int j = 0; j < columns.size(); j++) {
        cellsOfRow.add(cell(counts.get(i).get(j), rows.get(i), columns.get(j), n));
      }
      cells.add(cellsOfRow);
    }
    return test(counts, rows, columns, n, cells);
  }

  private static Cell cell(BigInteger count, BigInteger row, BigInteger column, BigInteger n) {
    return new Cell(
        count.longValueExact(),
        share(row.multiply(column), n),
        share(count, row),
        share(count, column));
  }

  private static Optional<Double> share(BigInteger part, BigInteger whole) {
    return whole.signum() == 0
        ? Optional.empty()
        : Optional.of(new Rational(part, whole).toDouble());
  }

  private static Crosstab test(
      List<List<BigInteger>> counts,
      List<BigInteger> rows,
      List<BigInteger> columns,
      BigInteger n,
      List<List<Cell>> cells) {
    int smaller = Math.min(present(rows), present(columns)) - 1;
    if (smaller < 1) {
      return new Crosstab(
          cells, n.longValueExact(), 0, Optional.empty(), Optional.empty(), Optional.empty());
    }
    int df = (present(rows) - 1) * (present(columns) - 1);
    Rational meanSquare = meanSquare(counts, rows, columns);
    Rational chiSquared = meanSquare.times(Rational.of(n));
    return new Crosstab(
        cells,
        n.longValueExact(),
        df,
        Optional.of(chiSquared.toDouble()),
        Optional.of(Tails.chiSquared(chiSquared, df)),
        Optional.of(
            meanSquare.over(Rational.of(BigInteger.valueOf(smaller))).squareRoot().toDouble()));
  }

  /** χ²/n = Σ O²/(R·C) − 1, column by column. */
  private static Rational meanSquare(
      List<List<BigInteger>> counts, List<BigInteger> rows, List<BigInteger> columns) {
    Rational sum = Rational.ONE.negate();
    for (int j = 0; j < columns.size(); j++) {
      Rational ofColumn = Rational.ZERO;
      for (int i = 0; i < rows.size(); i++) {
        BigInteger count = counts.get(i).get(j);
        if (count.signum() != 0) {
          ofColumn = ofColumn.plus(new Rational(count.multiply(count), rows.get(i)));
        }
      }
      if (columns.get(j).signum() != 0) {
        sum = sum.plus(ofColumn.over(Rational.of(columns.get(j))));
      }
    }
    return sum;
  }

  private static int present(List<BigInteger> totals) {
    return (int) totals.stream().filter(total -> total.signum() > 0).count();
  }

  private static BigInteger sum(List<BigInteger> values) {
    return values.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }
}
