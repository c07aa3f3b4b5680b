package io.tributary.jobspark.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows on their way from a reader to tables, each with the number of the group it belongs to. They
 * wait in a Parquet file in a folder of its own, which is written while the reader reads on, so
 * that memory stays flat however many there are. Closing it removes the file.
 */
final class Staging implements AutoCloseable {
  private static final int BATCH = 10_000;

  private final StructType schema;
  private final String groupColumn;
  private final Path folder;
  private final ParquetWriter<Object[]> file;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "staging"));
  private List<Object[]> waiting = new ArrayList<>(BATCH);
  private Future<?> writing;

  Staging(StructType columns) {
    groupColumn = unused("row_group", columns);
    schema = columns.add(groupColumn, DataTypes.IntegerType, false);
    try {
      folder = Files.createTempDirectory("tributary-import");
      SQLConf conf = new SQLConf();
      conf.setConfString("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
      file =
          ParquetRows.open(
              folder.resolve("rows.parquet"),
              new SparkToParquetSchemaConverter(conf).convert(schema));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static String unused(String name, StructType schema) {
    return Arrays.stream(schema.fieldNames()).anyMatch(name::equalsIgnoreCase)
        ? unused(name + "_", schema)
        : name;
  }

  /** Takes a row. */
  void add(int group, Object[] values) {
    Object[] row = Arrays.copyOf(values, values.length + 1);
    row[values.length] = group;
    waiting.add(row);
    if (waiting.size() >= BATCH) {
      flush();
    }
  }

  /** There are no more. */
  void complete() {
    flush();
    await();
    try {
      file.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The rows of these groups, or of all others, without the group; once it is complete. */
  Dataset<Row> rows(SparkSession session, Set<Integer> groups, boolean others) {
    Column among = functions.col(groupColumn).isin(groups.toArray());
    return session
        .read()
        .schema(schema)
        .parquet(folder.toString())
        .where(others ? functions.not(among) : among)
        .drop(groupColumn);
  }

  /** Hands over what waits, once the batch before has been written. */
  private void flush() {
    List<Object[]> rows = waiting;
    waiting = new ArrayList<>(BATCH);
    await();
    writing = writer.submit(() -> write(rows));
  }

  private void write(List<Object[]> rows) {
    try {
      for (Object[] row : rows) {
        file.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() {
    try {
      if (writing != null) {
        writing.get();
      }
    } catch (ExecutionException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  private static ToolException failed(Exception e) {
    return new ToolException(
        ToolException.Code.FAILED, "rows cannot be staged; is there space on the disk?", e);
  }

  @Override
  public void close() {
    writer.shutdownNow();
    Folders.delete(folder);
  }
}
