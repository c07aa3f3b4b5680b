package io.tributary.jobspark.tool;

import io.tributary.jobspark.tool.TableSchema.TableColumn;
import java.util.ArrayList;
import java.util.List;

/** Reads the fields of one table out of a record. */
final class RowParser {
  private final int[] indexes;
  private final List<FieldParser> parsers = new ArrayList<>();

  RowParser(TableSchema table, Records records) {
    indexes = new int[table.columns().size()];
    for (int i = 0; i < indexes.length; i++) {
      TableColumn column = table.columns().get(i);
      indexes[i] = ImportStep.index(records, column.name(), "column of table " + table.name());
      parsers.add(new FieldParser(column));
    }
  }

  /** A value for each column, as Spark's rows hold them. */
  Object[] parse(long number, List<String> fields) {
    Object[] values = new Object[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      values[i] = parsers.get(i).parse(number, fields.get(indexes[i]));
    }
    return values;
  }
}
