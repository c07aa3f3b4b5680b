package io.tributary.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.error.CliErrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the rows come from and how they are dealt to repositories.
 *
 * @param file CSV file, or Parquet file or folder; empty for generated TPC-H line items
 * @param splitBy column whose values become repositories
 * @param largest how many values get a repository of their own
 * @param orders TPC-H orders to generate
 */
public record DataSource(Optional<Path> file, String splitBy, int largest, int orders) {
  /** Most repositories of their own; the ids have two digits. */
  public static final int MOST = 99;

  private static final String TPCH_SPLIT = "l_shipmode";

  /** Checks what a person gave, as far as it can be checked without Spark. */
  public static DataSource of(
      Optional<Path> data, Optional<String> splitBy, int largest, int orders) {
    if (largest < 1 || largest > MOST) {
      throw CliErrors.usage(
          "--repositories " + largest + " is not possible",
          "each has its own process on this machine",
          "give a number from 1 to " + MOST);
    }
    if (data.isEmpty()) {
      return new DataSource(Optional.empty(), splitBy.orElse(TPCH_SPLIT), largest, orders);
    }
    Path file = data.get().toAbsolutePath().normalize();
    if (!Files.isReadable(file)) {
      throw CliErrors.noFile(data.get());
    }
    String column =
        splitBy.orElseThrow(
            () ->
                CliErrors.usage(
                    "--data needs --split-by",
                    "one file must become several repositories",
                    "name the column that tells whose row it is: --split-by COLUMN"));
    DataSource source = new DataSource(Optional.of(file), column, largest, orders);
    if (source.kind().equals("csv")) {
      source.requireColumn(CsvHeader.read(file));
    }
    return source;
  }

  /** Refuses a split column that is not there. */
  void requireColumn(List<String> columns) {
    if (!columns.contains(splitBy)) {
      throw CliErrors.noColumn(splitBy, name(), columns);
    }
  }

  /** What to call it. */
  public String name() {
    return file.map(f -> f.getFileName().toString())
        .orElse("TPC-H line items of " + orders + " orders (synthetic)");
  }

  private String kind() {
    if (file.isEmpty()) {
      return "tpch";
    }
    String name = file.get().getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return "csv";
    }
    if (name.endsWith(".parquet") || Files.isDirectory(file.get())) {
      return "parquet";
    }
    throw CliErrors.badData(
        file.get().getFileName() + " is of an unknown kind",
        "its name ends neither in .csv nor in .parquet",
        "give a CSV or Parquet file");
  }

  /** The request members that the Spark process takes. */
  ObjectNode request() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode source = request.putObject("source").put("kind", kind());
    file.ifPresentOrElse(
        f -> source.put("path", f.toString()),
        () -> source.put("table", "lineitem").put("orders", orders));
    return request.put("splitBy", splitBy).put("largest", largest);
  }
}
