package io.tributary.jobspark.tool;

import io.tributary.jobspark.tool.TableSchema.TableColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

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

  Row parse(long number, List<String> fields) {
    Object[] values = new Object[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      values[i] = parsers.get(i).parse(number, fields.get(indexes[i]));
    }
    return RowFactory.create(values);
  }
}
