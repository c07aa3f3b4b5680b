package io.tributary.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.DataErrors;
import io.tributary.cli.error.UsageErrors;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the rows come from and how they are dealt to repositories.
 *
 * @param file CSV or Parquet; empty for generated TPC-H line items
 * @param splitBy column whose values become repositories; empty for generated rows
 * @param largest how many values get a repository of their own
 * @param scale TPC-H scale factor of generated rows
 */
public record DataSource(Optional<Path> file, String splitBy, int largest, double scale) {
  /** Most repositories of their own; the ids have two digits. */
  public static final int MOST = 99;

  /** The one TPC-H table that jobs can ask. */
  static final String TPCH_TABLE = "lineitem";

  /** Checks what a person gave, as far as it can be checked without Spark. */
  public static DataSource of(
      Optional<Path> data, Optional<String> splitBy, int largest, double scale) {
    if (largest < 1 || largest > MOST) {
      throw UsageErrors.usage(
          "--repositories " + largest + " is not possible",
          "each has its own process on this machine",
          "give a number from 1 to " + MOST);
    }
    if (data.isEmpty()) {
      if (splitBy.isPresent()) {
        throw UsageErrors.usage(
            "--split-by needs --data",
            "generated rows are dealt by supplier",
            "give a file with --data, or leave --split-by out");
      }
      return new DataSource(Optional.empty(), "", largest, scale);
    }
    Path file = data.get().toAbsolutePath().normalize();
    DataFile.requireReadable(file);
    DataSource source = new DataSource(Optional.of(file), splitBy.orElse(""), largest, scale);
    Optional<List<String>> columns = source.columns();
    if (splitBy.isEmpty()) {
      throw UsageErrors.usage(
          "--data needs --split-by",
          "one file must become several repositories",
          "name the column that tells whose row it is, --split-by COLUMN"
              + columns.map(names -> ": " + String.join(", ", names)).orElse(""));
    }
    columns.ifPresent(source::requireColumn);
    return source;
  }

  /** Refuses a split column that is not there. */
  void requireColumn(List<String> columns) {
    if (!columns.contains(splitBy)) {
      throw DataErrors.noColumn(splitBy, name(), columns);
    }
  }

  /** What to call it. */
  public String name() {
    return file.map(f -> f.getFileName().toString())
        .orElse("TPC-H line items at scale " + scale + " (synthetic)");
  }

  /** Whether rows are generated. */
  public boolean generated() {
    return file.isEmpty();
  }

  /** Ids of the repositories there can be. */
  public List<String> repositoryIds() {
    List<String> own =
        IntStream.rangeClosed(1, largest + (generated() ? 1 : 0))
            .mapToObj("r%02d"::formatted)
            .toList();
    return generated() ? own : Stream.concat(own.stream(), Stream.of("others")).toList();
  }

  /** The column names, where they can be known without Spark. */
  Optional<List<String>> columns() {
    return file.filter(f -> DataFile.kind(f) == DataFile.Kind.CSV).map(CsvHeader::read);
  }

  /** The step that brings the rows into the repositories' tables. */
  String step() {
    return generated() ? "tpch" : "import";
  }

  /** The arguments of that step that follow from the source. */
  ObjectNode request() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    if (generated()) {
      return request.put("scale", scale).put("repositories", largest + 1);
    }
    return request
        .put("data", file.orElseThrow().toString())
        .put("splitBy", splitBy)
        .put("repositories", largest);
  }
}
