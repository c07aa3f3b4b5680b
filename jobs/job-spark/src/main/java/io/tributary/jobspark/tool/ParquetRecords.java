package io.tributary.jobspark.tool;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A Parquet file or folder; its values are read as text, so that the same rules hold for them. */
final class ParquetRecords implements Records {
  private final Dataset<Row> data;

  ParquetRecords(SparkSession session, Path file) {
    this.data = session.read().parquet(file.toString());
  }

  @Override
  public List<String> header() {
    return List.of(data.columns());
  }

  @Override
  public void forEach(Consumer consumer) {
    long number = 0;
    Iterator<Row> rows = data.toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      List<String> fields = new ArrayList<>(row.size());
      for (int i = 0; i < row.size(); i++) {
        fields.add(row.isNullAt(i) ? "" : text(row.get(i)));
      }
      number++;
      consumer.accept(number, fields);
    }
  }

  private static String text(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  @Override
  public void close() {}
}
