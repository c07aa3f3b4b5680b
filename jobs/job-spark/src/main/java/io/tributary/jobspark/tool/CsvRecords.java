package io.tributary.jobspark.tool;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** A CSV file with a header line. */
final class CsvRecords implements Records {
  private final CsvReader reader;
  private final List<String> header;

  CsvRecords(Path file) {
    this.reader = new CsvReader(file);
    this.header =
        reader
            .next()
            .orElseThrow(() -> ToolException.data("the data file is empty: it has no header line"));
    if (new HashSet<>(header).size() != header.size()) {
      throw ToolException.data("the header names a column twice");
    }
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public void forEach(Consumer consumer) {
    Optional<List<String>> record = reader.next();
    while (record.isPresent()) {
      int fields = record.get().size();
      if (fields != header.size()) {
        throw ToolException.data(
            "the CSV is broken at record "
                + reader.number()
                + ": it has "
                + fields
                + " fields, the header has "
                + header.size());
      }
      consumer.accept(reader.number(), record.get());
      record = reader.next();
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
