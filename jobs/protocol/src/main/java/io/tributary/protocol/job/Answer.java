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
    if (!columns.equals(other.columns)) {
      return Optional.of("the columns differ: " + columns + " and " + other.columns);
    }
    if (rows.size() != other.rows.size()) {
      return Optional.of(rows.size() + " rows and " + other.rows.size() + " rows");
    }
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        if (!same(rows.get(row).get(column), other.rows.get(row).get(column))) {
          return Optional.of("row " + (row + 1) + ", column " + columns.get(column).name());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean same(Object a, Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x.equals(y) || Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y));
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
