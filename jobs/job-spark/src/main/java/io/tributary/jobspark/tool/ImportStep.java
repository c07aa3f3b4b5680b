package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.JobDefinition;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a data file by the declared types and writes one Delta table per repository and input. The
 * file is read twice: nothing is written unless all of it is good.
 */
final class ImportStep implements Step {
  static final Set<String> ARGUMENTS =
      Set.of("kind", "data", "splitBy", "repositories", "jobs", "into");
  private static final int DEFAULT_REPOSITORIES = 3;

  private final Supplier<SparkSession> sessions;
  private final Progress progress;

  ImportStep(Supplier<SparkSession> sessions, Progress progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    Path file = arguments.path("data");
    String splitBy = arguments.text("splitBy");
    List<JobDefinition> jobs =
        arguments.paths("jobs").stream().map(JobFolders::definition).toList();
    List<TableSchema> tables = List.copyOf(TableSchema.of(jobs).values());
    Split split = validate(file, splitBy, tables, arguments);
    ObjectNode early = JsonNodeFactory.instance.objectNode();
    describe(split, tables, early);
    progress.known(early);
    progress.say("writing " + split.parts().size() + " repositories");
    for (TableSchema table : tables) {
      write(file, splitBy, table, split, arguments.text("into"));
    }
    describe(split, tables, result);
  }

  /** The first reading: every value of every table, and how many rows each split value has. */
  private Split validate(Path file, String splitBy, List<TableSchema> tables, Arguments arguments) {
    progress.say("reading " + file.getFileName());
    Map<String, Long> counts = new HashMap<>();
    try (Records records = open(file)) {
      int split = index(records, splitBy, "the split column");
      List<RowParser> parsers = tables.stream().map(t -> new RowParser(t, records)).toList();
      records.forEach(
          (number, fields) -> {
            parsers.forEach(p -> p.parse(number, fields));
            counts.merge(fields.get(split), 1L, Long::sum);
          });
    }
    if (counts.isEmpty()) {
      throw ToolException.data("the data file is empty: it has a header but no records");
    }
    return Split.of(counts, arguments.integer("repositories", DEFAULT_REPOSITORIES));
  }

  private void write(Path file, String splitBy, TableSchema table, Split split, String into) {
    List<Path> paths =
        split.parts().stream().map(p -> Tree.table(into, p.id(), table.name())).toList();
    TableWriter writer = new TableWriter(sessions.get(), table.struct(), paths);
    try (Records records = open(file)) {
      int column = index(records, splitBy, "the split column");
      RowParser parser = new RowParser(table, records);
      records.forEach(
          (number, fields) ->
              writer.add(split.byValue().get(fields.get(column)), parser.parse(number, fields)));
    }
    writer.finish();
  }

  static Records open(Path file, Supplier<SparkSession> sessions) {
    if (!java.nio.file.Files.exists(file)) {
      throw ToolException.usage("the data file does not exist: " + file);
    }
    String name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
    if (name.endsWith(".csv")) {
      return new CsvRecords(file);
    }
    if (name.endsWith(".parquet")) {
      return new ParquetRecords(sessions.get(), file);
    }
    throw ToolException.usage("the data file must end in .csv or .parquet");
  }

  private Records open(Path file) {
    return open(file, sessions);
  }

  static int index(Records records, String column, String what) {
    int index = records.header().indexOf(column);
    if (index < 0) {
      throw ToolException.data(
          what + " '" + column + "' is missing; the file has " + records.header());
    }
    return index;
  }

  static void describe(Split split, List<TableSchema> tables, ObjectNode result) {
    ArrayNode repositories = result.putArray("repositories");
    long total = 0;
    for (Split.Part part : split.parts()) {
      repositories
          .addObject()
          .put("id", part.id())
          .put("label", part.label())
          .put("rows", part.rows());
      total += part.rows();
    }
    result.put("rows", total);
    ArrayNode names = result.putArray("tables");
    tables.forEach(t -> names.add(t.name()));
  }
}
