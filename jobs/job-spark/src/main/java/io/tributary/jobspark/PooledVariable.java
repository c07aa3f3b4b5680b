package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Scalars;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.model.Formula.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * A variable of a model over pooled rows.
 *
 * @param name as the answer shows it
 * @param levels of a category, in the order of its domain, then that of other values; none for a
 *     number
 * @param named how many of the levels the domain names
 * @param values a number, or the index of a level; NaN where there is none
 */
record PooledVariable(String name, List<String> levels, int named, double[] values) {
  static PooledVariable of(
      JobDefinition job, Factor factor, StructField field, List<Row> rows, int column) {
    if (!factor.isCategory()) {
      double[] values = new double[rows.size()];
      for (int i = 0; i < values.length; i++) {
        Row row = rows.get(i);
        values[i] = row.isNullAt(column) ? Double.NaN : ((Number) row.get(column)).doubleValue();
      }
      return new PooledVariable(factor.name(), List.of(), 0, values);
    }
    SqlType type = Types.ours(field.dataType()).orElseThrow();
    JobDefinition.Dimension domain =
        job.dimensions().stream()
            .filter(d -> d.name().equals(factor.name()))
            .findFirst()
            .orElseThrow();
    return category(factor.name(), domain, type, rows, column);
  }

  private static PooledVariable category(
      String name, JobDefinition.Dimension domain, SqlType type, List<Row> rows, int column) {
    List<String> levels = new ArrayList<>();
    domain.values().forEach(value -> levels.add(type.write(Scalars.typed(type, value))));
    int named = levels.size();
    Optional<String> other =
        domain
            .other()
            .map(value -> type.write(Scalars.typed(type, value)))
            .or(() -> Optional.of("other").filter(o -> type.kind() == SqlType.Kind.STRING));
    other.filter(o -> !levels.contains(o)).ifPresent(levels::add);
    double[] values = new double[rows.size()];
    for (int i = 0; i < values.length; i++) {
      Object value = rows.get(i).get(column);
      int level = value == null ? -1 : levels.subList(0, named).indexOf(value.toString());
      values[i] =
          value == null ? Double.NaN : level >= 0 ? level : levels.indexOf(other.orElseThrow());
    }
    return new PooledVariable(name, levels, named, values);
  }

  boolean isCategory() {
    return !levels.isEmpty();
  }

  /** The values of some rows. */
  double[] of(List<Integer> rows) {
    return rows.stream().mapToDouble(row -> values[row]).toArray();
  }

  /** The rows whose category is a level. */
  List<Integer> at(int level, List<Integer> rows) {
    return rows.stream().filter(row -> values[row] == level).toList();
  }

  /** The rows in which nothing is missing. */
  static List<Integer> present(List<Integer> rows, List<PooledVariable> variables) {
    return rows.stream()
        .filter(row -> variables.stream().noneMatch(v -> Double.isNaN(v.values[row])))
        .toList();
  }
}
