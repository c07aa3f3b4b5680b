package io.tributary.jobspark.tool;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.port.CellComputer.Computed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * An author's sample dealt to make-believe repositories, as Delta tables in a folder each: by a
 * column, or record by record, unevenly and with an empty repository, as real ones are.
 */
final class SampleTables {
  private static final int FEWEST_FOR_AN_EMPTY_ONE = 3;

  private final Supplier<SparkSession> sessions;
  private final Path folder;
  private final int repositories;
  private final Optional<String> splitBy;
  private final List<Split.Part> parts = new ArrayList<>();

  /**
   * As a step's arguments say.
   *
   * @param usual number of repositories where they do not
   */
  SampleTables(Supplier<SparkSession> sessions, Arguments arguments, int usual) {
    this.sessions = sessions;
    this.folder = arguments.path("into");
    this.repositories = arguments.integer("repositories", usual);
    this.splitBy = arguments.optional("splitBy");
  }

  /** Who got how many rows of the first table. */
  List<Split.Part> parts() {
    return List.copyOf(parts);
  }

  /** Where a repository's tables are. */
  Path tables(int repository) {
    return folder.resolve(parts.get(repository).id());
  }

  /**
   * Deals the rows of all inputs of a job.
   *
   * @param files by input; that of the empty name for all others
   */
  boolean deal(JobDefinition job, Map<String, String> files) {
    TableSchema.of(List.of(job))
        .forEach(
            (name, table) -> {
              String file = files.getOrDefault(name, files.get(""));
              if (file == null) {
                throw ToolException.usage(
                    "no data is given for the input " + name + ": --data " + name + "=FILE");
              }
              add(table, Path.of(file));
            });
    return true;
  }

  /** A repository's cells. */
  Computed compute(int repository, DryJob job, SortedMap<String, String> parameters) {
    return job.compute(sessions, tables(repository), parameters);
  }

  /**
   * Reads a file to its end, then writes its rows as a table of each repository.
   *
   * @throws ToolException naming record and column of the first value that cannot be read
   */
  void add(TableSchema table, Path file) {
    try (Staging staging = new Staging(table.struct())) {
      long[] rows = new long[repositories];
      Groups groups = read(table, file, staging, rows);
      List<TableWriter.Part> written = new ArrayList<>();
      if (splitBy.isPresent()) {
        Split split = Split.of(groups.counts(), repositories);
        written.addAll(groups.parts(split, id -> folder.resolve(id).resolve(table.name())));
        deal(split.parts(), file);
      } else {
        deal(byRecord(rows), file);
        for (int i = 0; i < repositories; i++) {
          Path path = tables(i).resolve(table.name());
          written.add(new TableWriter.Part(path, Set.of(i), false, rows[i]));
        }
      }
      try (TableWriter writer = new TableWriter(sessions.get())) {
        writer.write(staging, table.struct(), written);
        writer.publish();
      }
    }
  }

  /** The groups are the values of the split column or, without one, the repositories. */
  private Groups read(TableSchema table, Path file, Staging staging, long[] rows) {
    Groups groups = new Groups();
    try (Records records = ImportStep.open(file, sessions)) {
      RowParser parser = new RowParser(table, records);
      int column = splitColumn(records);
      records.forEach(
          (number, fields) -> {
            int owner = owner(number);
            rows[owner]++;
            int group = groups.add(column < 0 ? "" : fields.get(column));
            staging.add(column < 0 ? owner : group, parser.parse(number, fields));
          });
    }
    staging.complete();
    if (groups.counts().isEmpty()) {
      throw ToolException.data("the data file is empty: it has a header but no records");
    }
    return groups;
  }

  private void deal(List<Split.Part> dealt, Path file) {
    if (parts.isEmpty()) {
      parts.addAll(dealt);
    }
    if (dealt.size() != parts.size()) {
      throw ToolException.data(
          "the split column gives another number of repositories in " + file.getFileName());
    }
  }

  private List<Split.Part> byRecord(long[] rows) {
    List<Split.Part> dealt = new ArrayList<>();
    for (int i = 0; i < repositories; i++) {
      String label = rows[i] == 0 ? "left empty" : "part " + (i + 1) + " of the sample";
      dealt.add(new Split.Part(Split.id(i, repositories), label, rows[i]));
    }
    return dealt;
  }

  private int splitColumn(Records records) {
    return splitBy.map(name -> ImportStep.index(records, name, "the split column")).orElse(-1);
  }

  /** Of every n(n+1)/2 records the first of n repositories gets n, the next n-1, the last one. */
  private int owner(long number) {
    int holders = repositories >= FEWEST_FOR_AN_EMPTY_ONE ? repositories - 1 : repositories;
    long place = number % ((long) holders * (holders + 1) / 2);
    int owner = 0;
    while (place >= holders - owner) {
      place -= holders - owner;
      owner++;
    }
    return owner;
  }
}
