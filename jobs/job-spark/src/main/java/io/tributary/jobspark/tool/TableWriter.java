package io.tributary.jobspark.tool;

import io.delta.tables.DeltaTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Writes rows into one Delta table per repository, some hundred thousand at a time. */
final class TableWriter {
  private static final int BATCH = 100_000;

  private final SparkSession session;
  private final StructType schema;
  private final List<Path> tables;
  private final List<List<Row>> waiting = new ArrayList<>();
  private int held;

  TableWriter(SparkSession session, StructType schema, List<Path> tables) {
    this.session = session;
    this.schema = schema;
    this.tables = tables;
    for (Path table : tables) {
      if (Files.exists(table)) {
        throw ToolException.usage("there is a table already: " + table + "; remove it first");
      }
      waiting.add(new ArrayList<>());
    }
    if (Arrays.stream(schema.fields()).anyMatch(field -> !field.nullable())) {
      tables.forEach(this::create);
    }
  }

  /**
   * Appending alone would let every column be NULL. The name is for this session alone: without
   * one, a session that does not take paths for tables could not create it.
   */
  private void create(Path table) {
    DeltaTable unused =
        DeltaTable.create(session)
            .tableName("import_" + UUID.randomUUID().toString().replace('-', '_'))
            .addColumns(schema)
            .location(table.toString())
            .execute();
  }

  void add(int table, Row row) {
    waiting.get(table).add(row);
    held++;
    if (held >= BATCH) {
      flush(false);
    }
  }

  /** Writes the rest; a table without rows is written too. */
  void finish() {
    flush(true);
  }

  private void flush(boolean last) {
    for (int i = 0; i < tables.size(); i++) {
      List<Row> rows = waiting.get(i);
      boolean create = last && !Files.exists(tables.get(i));
      if (!rows.isEmpty() || create) {
        session
            .createDataFrame(rows, schema)
            .coalesce(1 + rows.size() / (BATCH / 2))
            .write()
            .format("delta")
            .mode("append")
            .save(tables.get(i).toString());
        rows.clear();
      }
    }
    held = 0;
  }
}
