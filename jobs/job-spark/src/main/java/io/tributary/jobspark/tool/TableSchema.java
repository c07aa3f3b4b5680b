package io.tributary.jobspark.tool;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Input;
import io.tributary.protocol.job.JobDefinition.Rounding;
import io.tributary.protocol.job.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A table as the selected jobs declare it together.
 *
 * @param name of the table
 * @param columns all columns that any job reads from it
 */
record TableSchema(String name, List<TableColumn> columns) {

  /** A column of the table. It may be NULL only if every job allows it. */
  record TableColumn(String name, SqlType type, boolean nullable, Rounding rounding) {
    private TableColumn merge(Column other, String table) {
      if (!type.equals(other.type()) || rounding != other.rounding()) {
        throw ToolException.usage(
            "two jobs disagree on the type or rounding of column "
                + name
                + " of table "
                + table
                + "; run them separately");
      }
      return new TableColumn(name, type, nullable && other.nullable(), rounding);
    }
  }

  /** The tables of several jobs, by name. */
  static Map<String, TableSchema> of(List<JobDefinition> jobs) {
    Map<String, Map<String, TableColumn>> tables = new TreeMap<>();
    for (JobDefinition job : jobs) {
      for (Input input : job.inputs()) {
        if (input.isPublic()) {
          continue;
        }
        Map<String, TableColumn> columns =
            tables.computeIfAbsent(input.name(), name -> new LinkedHashMap<>());
        for (Column column : input.columns()) {
          TableColumn known = columns.get(column.name());
          columns.put(
              column.name(),
              known == null
                  ? new TableColumn(
                      column.name(), column.type(), column.nullable(), column.rounding())
                  : known.merge(column, input.name()));
        }
      }
    }
    Map<String, TableSchema> schemas = new TreeMap<>();
    tables.forEach(
        (name, columns) ->
            schemas.put(name, new TableSchema(name, new ArrayList<>(columns.values()))));
    return schemas;
  }

  StructType struct() {
    StructType struct = new StructType();
    for (TableColumn column : columns) {
      struct =
          struct.add(column.name(), DataType.fromDDL(column.type().toString()), column.nullable());
    }
    return struct;
  }
}
