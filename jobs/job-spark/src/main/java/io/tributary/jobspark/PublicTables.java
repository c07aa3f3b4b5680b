package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The public tables of a job, read strictly when it is compiled. They are part of the signed bytes,
 * so errors may say where in them, and the ranges of their columns are known.
 */
final class PublicTables {
  /** No public tables. */
  static final PublicTables NONE = new PublicTables(Map.of());

  private final Map<String, List<List<Object>>> rows;

  private PublicTables(Map<String, List<List<Object>>> rows) {
    this.rows = rows;
  }

  /**
   * Reads the tables that the job declares.
   *
   * @param files CSV files of the job by name
   */
  static PublicTables read(JobDefinition job, Map<String, byte[]> files, Problems problems) {
    Map<String, List<List<Object>>> rows = new HashMap<>();
    for (Input input : job.inputs()) {
      if (input.isPublic()) {
        String file = input.file().orElseThrow();
        byte[] bytes = files.get(file);
        if (bytes == null) {
          problems.general(
              "the public table " + file + " is not in the job's folder",
              "it is part of what is signed",
              "put the file beside job.yaml");
        } else {
          rows.put(input.name(), new PublicTableReader(input, problems).read(bytes));
        }
      }
    }
    return new PublicTables(rows);
  }

  private List<List<Object>> of(Input input) {
    return rows.getOrDefault(input.name(), List.of());
  }

  long rows(Input input) {
    return of(input).size();
  }

  /** The rows as Spark's, in the order of the declared columns. */
  List<Row> external(Input input) {
    List<Row> external = new ArrayList<>();
    for (List<Object> row : of(input)) {
      Object[] values = new Object[row.size()];
      for (int i = 0; i < values.length; i++) {
        SqlType type = input.columns().get(i).type();
        values[i] = row.get(i) == null ? null : type.boxed(row.get(i));
      }
      external.add(RowFactory.create(values));
    }
    return external;
  }

  /** Where the numbers, dates or timestamps of a column lie; zero if it has none. */
  Interval interval(Input input, Column column) {
    int index = input.columns().indexOf(column);
    return of(input).stream()
        .map(row -> row.get(index))
        .filter(Objects::nonNull)
        .map(value -> Interval.point(column.type().position(value)))
        .reduce(Interval::union)
        .orElse(Interval.ZERO);
  }

  /** The bound that a value is outside of, if it is. */
  static Optional<String> outside(Column column, Object value) {
    Optional<Bounds> bounds = Published.bounds(column);
    if (bounds.isEmpty()) {
      return Optional.empty();
    }
    boolean inside =
        new Interval(bounds.get().lower(), bounds.get().upper())
            .contains(column.type().position(value));
    return inside ? Optional.empty() : Optional.of("is outside the column's bounds");
  }
}
