package io.tributary.protocol.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table of results, rows in dimension order. Values are those of {@link SqlType}, or null.
 *
 * @param columns names and Spark types
 * @param rows one value a column
 */
public record Answer(List<Column> columns, List<List<Object>> rows) {
  /** How far a double of plain Spark may be from the correctly rounded one, relative. */
  public static final double TOLERANCE = 1e-12;

  /** How far a figure of a model may be from reference software, relative. */
  public static final double MODEL_TOLERANCE = 1e-9;

  /** A column of the answer. */
  public record Column(String name, SqlType type) {}

  public Answer {
    columns = List.copyOf(columns);
    List<List<Object>> copy = new ArrayList<>();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("a row needs one value a column");
      }
      copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
    }
    rows = Collections.unmodifiableList(copy);
  }

  /**
   * Compares with another answer: everything identical, doubles within {@link #TOLERANCE}.
   *
   * @return the first difference in words, by column and row number, without values; empty if equal
   */
  public Optional<String> difference(Answer other) {
    return difference(other, (column, a, b) -> isClose(a, b, TOLERANCE));
  }

  /**
   * Compares the exact answer of a model with one computed in floating point: everything identical,
   * doubles within {@link #MODEL_TOLERANCE}. What is exactly zero here may there be as far from it
   * as {@link #TOLERANCE} of one or the column's greatest value: rounding leaves no zeros.
   *
   * @return as {@link #difference(Answer)}
   */
  public Optional<String> modelDifference(Answer other) {
    return difference(
        other,
        (column, a, b) ->
            isClose(a, b, MODEL_TOLERANCE)
                || (a == 0 && Math.abs(b) <= TOLERANCE * greatest(column)));
  }

  /** Decides on two doubles of a column. */
  private interface Closeness {
    boolean holds(int column, double a, double b);
  }

  private static boolean isClose(double a, double b, double tolerance) {
    return Double.valueOf(a).equals(b)
        || Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
  }

  /** At least one. */
  private double greatest(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .filter(Double.class::isInstance)
        .mapToDouble(value -> Math.abs((Double) value))
        .reduce(1, Math::max);
  }

  private Optional<String> difference(Answer other, Closeness closeness) {
    if (!columns.equals(other.columns)) {
      return Optional.of("the columns differ: " + columns + " and " + other.columns);
    }
    if (rows.size() != other.rows.size()) {
      return Optional.of(rows.size() + " rows and " + other.rows.size() + " rows");
    }
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        Object a = rows.get(row).get(column);
        Object b = other.rows.get(row).get(column);
        if (!same(column, a, b, closeness)) {
          return Optional.of("row " + (row + 1) + ", column " + columns.get(column).name());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean same(int column, Object a, Object b, Closeness closeness) {
    if (a instanceof Double x && b instanceof Double y) {
      return closeness.holds(column, x, y);
    }
    return Objects.equals(a, b);
  }

  /** The JSON form: {@code {"columns":[…],"rows":[[…]]}}, decimals and dates as strings. */
  public String toJson() {
    return AnswerJson.write(this);
  }

  /** Reads what {@link #toJson} writes. */
  public static Answer fromJson(String json) {
    return AnswerJson.read(json);
  }
}
