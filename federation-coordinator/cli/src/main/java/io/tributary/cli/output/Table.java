package io.tributary.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows under named columns. Values are strings, numbers, booleans or null.
 *
 * @param columns names
 * @param rows one value a column
 */
public record Table(List<String> columns, List<List<Object>> rows) {
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(row -> Arrays.asList(row.toArray())).toList();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " values under " + columns.size() + " columns");
      }
    }
  }

  /** Starts a table. */
  public static Builder of(String... columns) {
    return new Builder(List.of(columns));
  }

  /** Collects rows. */
  public static final class Builder {
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    private Builder(List<String> columns) {
      this.columns = columns;
    }

    public Builder row(Object... values) {
      rows.add(Arrays.asList(values.clone()));
      return this;
    }

    public Table build() {
      return new Table(columns, rows);
    }
  }
}
