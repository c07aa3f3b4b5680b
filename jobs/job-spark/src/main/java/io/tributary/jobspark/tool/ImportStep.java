package io.tributary.jobspark.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Scalars;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a data file by the declared types and writes one Delta table per repository and input. The
 * file is read once, into a staging area; tables appear only if all of it is good.
 */
final class ImportStep implements Step {
  static final Set<String> ARGUMENTS =
      Set.of("kind", "data", "splitBy", "repositories", "jobs", "into");
  private static final int DEFAULT_REPOSITORIES = 3;
  private static final int MOST_NAMES = 20;

  private final Supplier<SparkSession> sessions;
  private final Progress progress;

  ImportStep(Supplier<SparkSession> sessions, Progress progress) {
    this.sessions = sessions;
    this.progress = progress;
  }

  @Override
  public void run(Arguments arguments, ObjectNode result) {
    List<JobDefinition> jobs =
        arguments.paths("jobs").stream().map(JobFolders::definition).toList();
    List<TableSchema> tables = List.copyOf(TableSchema.of(jobs).values());
    List<Staging> stagings = new ArrayList<>();
    try {
      tables.forEach(table -> stagings.add(new Staging(table.struct())));
      Groups groups = read(arguments, tables, stagings);
      Split split =
          Split.of(groups.counts(), arguments.integer("repositories", DEFAULT_REPOSITORIES));
      ObjectNode early = JsonNodeFactory.instance.objectNode();
      describe(split, tables, early);
      progress.known(early);
      progress.say("writing " + split.parts().size() + " repositories");
      write(tables, stagings, split, groups, arguments.text("into"));
      describe(split, tables, result);
    } finally {
      stagings.forEach(Staging::close);
    }
  }

  /** Stages every value of every table; the groups are the values of the split column. */
  private Groups read(Arguments arguments, List<TableSchema> tables, List<Staging> stagings) {
    Path file = arguments.path("data");
    progress.say("reading " + file.getFileName());
    Groups groups = new Groups();
    try (Records records = open(file)) {
      int split = index(records, arguments.text("splitBy"), "the split column");
      List<RowParser> parsers = tables.stream().map(t -> new RowParser(t, records)).toList();
      records.forEach(
          (number, fields) -> {
            int group = groups.add(fields.get(split));
            for (int i = 0; i < parsers.size(); i++) {
              stagings.get(i).add(group, parsers.get(i).parse(number, fields));
            }
          });
    }
    stagings.forEach(Staging::complete);
    if (groups.counts().isEmpty()) {
      throw ToolException.data("the data file is empty: it has a header but no records");
    }
    return groups;
  }

  private void write(
      List<TableSchema> tables, List<Staging> stagings, Split split, Groups groups, String into) {
    try (TableWriter writer = new TableWriter(sessions.get())) {
      for (int i = 0; i < tables.size(); i++) {
        TableSchema table = tables.get(i);
        List<TableWriter.Part> parts =
            groups.parts(split, id -> Tree.table(into, id, table.name()));
        writer.write(stagings.get(i), table.struct(), parts);
      }
      writer.publish();
    }
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
      throw ToolException.data(what + " '" + column + "' is missing; " + known(records, column));
    }
    return index;
  }

  private static String known(Records records, String column) {
    List<String> header = records.header();
    String near =
        header.stream()
            .filter(name -> Scalars.distance(name, column) <= 2)
            .min(Comparator.comparingInt(name -> Scalars.distance(name, column)))
            .map(name -> "did you mean " + name + "? ")
            .orElse("");
    boolean many = header.size() > MOST_NAMES;
    List<String> shown = header.subList(0, many ? MOST_NAMES : header.size());
    return near
        + "the file has "
        + String.join(", ", shown)
        + (many ? ", … (" + header.size() + " in all)" : "");
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
