package io.tributary.jobspark.tool;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Writes staged rows into new Delta tables, one append each. Tables grow under a name that nobody
 * looks for, and appear together when {@link #publish all of them} are complete.
 */
final class TableWriter implements AutoCloseable {
  private static final int ROWS_PER_FILE = 250_000;

  private final SparkSession session;
  private final Map<Path, Path> drafts = new LinkedHashMap<>();

  TableWriter(SparkSession session) {
    this.session = session;
  }

  /**
   * A table to come.
   *
   * @param groups of the rows it gets
   * @param others whether it gets all rows but those
   * @param rows how many that are
   */
  record Part(Path table, Set<Integer> groups, boolean others, long rows) {}

  /** Refuses to add to what is there. */
  static void requireAbsent(List<Path> tables) {
    for (Path table : tables) {
      if (Files.exists(table)) {
        throw ToolException.usage("there is a table already: " + table + "; remove it first");
      }
    }
  }

  /** Writes drafts of some tables that have the same columns. */
  void write(Staging staging, StructType schema, List<Part> parts) {
    requireAbsent(parts.stream().map(Part::table).toList());
    for (Part part : parts) {
      Path draft = draft(part.table());
      if (Arrays.stream(schema.fields()).anyMatch(field -> !field.nullable())) {
        create(draft, schema);
      }
      append(staging.rows(session, part.groups(), part.others()), part.rows(), draft);
    }
  }

  private Path draft(Path table) {
    Path draft = table.resolveSibling("." + table.getFileName() + ".importing");
    drafts.put(table, draft);
    Folders.delete(draft);
    return draft;
  }

  /**
   * Appending alone would let every column be NULL. The name is for this session alone: without
   * one, a session that does not take paths for tables could not create it.
   */
  private void create(Path draft, StructType schema) {
    DeltaTable unused =
        DeltaTable.create(session)
            .tableName("import_" + UUID.randomUUID().toString().replace('-', '_'))
            .addColumns(schema)
            .location(draft.toString())
            .execute();
  }

  private static void append(Dataset<Row> rows, long count, Path draft) {
    rows.coalesce((int) Math.min(1000, 1 + count / ROWS_PER_FILE))
        .write()
        .format("delta")
        .mode("append")
        .save(draft.toString());
  }

  /** Gives all tables their names, or none. */
  void publish() {
    List<Path> published = new ArrayList<>();
    try {
      for (Map.Entry<Path, Path> table : drafts.entrySet()) {
        Files.move(table.getValue(), table.getKey());
        published.add(table.getKey());
      }
    } catch (IOException e) {
      published.forEach(Folders::delete);
      throw new ToolException(
          ToolException.Code.FAILED, "an imported table cannot be moved to its place", e);
    }
  }

  /** Removes whatever was not published. */
  @Override
  public void close() {
    drafts.values().forEach(Folders::delete);
  }
}
