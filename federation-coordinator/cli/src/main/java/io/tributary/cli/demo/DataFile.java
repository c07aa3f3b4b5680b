package io.tributary.cli.demo;

import io.tributary.cli.error.DataErrors;
import io.tributary.cli.error.Failures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A file that a person gave as data, before Spark looks into it. */
final class DataFile {
  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private DataFile() {}

  /** What can be read. */
  enum Kind {
    CSV,
    PARQUET
  }

  /** By its name. */
  static Kind kind(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return Kind.CSV;
    }
    if (name.endsWith(".parquet")) {
      return Kind.PARQUET;
    }
    throw DataErrors.badData(
        file.getFileName() + " is of an unknown kind",
        name.matches(".*\\.(gz|zip|bz2|xz|zst)")
            ? "it is compressed"
            : "its name ends neither in .csv nor in .parquet",
        "give a CSV or Parquet file, unpacked, with that ending");
  }

  /** Refuses what is not there, may not be read, or is plainly something else. */
  static void requireReadable(Path file) {
    if (Files.notExists(file)) {
      throw DataErrors.noFile(file);
    }
    if (!Files.isReadable(file)) {
      throw DataErrors.badData(
          file + " may not be read", "its rights do not allow it", "check whose file it is");
    }
    boolean folder = Files.isDirectory(file);
    if (kind(file) == Kind.CSV && folder) {
      throw DataErrors.badData(
          file + " is a folder", "CSV data is one file", "give the file itself");
    }
    if (kind(file) == Kind.PARQUET && !folder && !marked(file)) {
      throw DataErrors.badData(
          file.getFileName() + " is no Parquet file",
          "it does not begin and end as one: is it whole?",
          "give a Parquet file, or a folder of them, with a name that ends in .parquet");
    }
  }

  /** Whether a file begins and ends with the mark that Parquet files have there. */
  private static boolean marked(Path path) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      if (file.length() < 3L * PARQUET.length) {
        return false;
      }
      byte[] mark = new byte[PARQUET.length];
      file.readFully(mark);
      boolean begins = Arrays.equals(mark, PARQUET);
      file.seek(file.length() - PARQUET.length);
      file.readFully(mark);
      return begins && Arrays.equals(mark, PARQUET);
    } catch (IOException e) {
      throw DataErrors.badData(
          path.getFileName() + " cannot be read", Failures.reason(e), "check the disk");
    }
  }
}
