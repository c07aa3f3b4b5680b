package io.tributary.cli.error;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * What is wrong with the data a person gave. Messages hold names and numbers, never values of rows.
 */
public final class DataErrors {
  private DataErrors() {}

  public static CliException noFile(Path file) {
    return new CliException(
        Exit.USAGE,
        "NO_FILE",
        "there is no file " + file,
        "nothing is there under this name",
        "check the path given with --data");
  }

  public static CliException badData(String problem, String why, String fix) {
    return new CliException(Exit.USAGE, "BAD_DATA", problem, why, fix);
  }

  /** Data that the Spark process cannot read; its message names records and columns. */
  public static CliException unreadableData(String problem) {
    return badData(
        problem,
        "a file is taken whole, by the types its jobs declare, or not at all; records count from 1"
            + " below the header",
        "mend the file there, or choose other --data, --split-by or --job");
  }

  public static CliException noColumn(String name, String source, Collection<String> columns) {
    return new CliException(
        Exit.USAGE,
        "NO_COLUMN",
        source + " has no column " + name,
        "its columns: " + String.join(", ", columns),
        Suggest.nearest(name, columns)
            .map(near -> "did you mean --split-by " + near + "?")
            .orElse("give one of them with --split-by"));
  }

  public static CliException missingColumns(
      String job, String source, List<String> missing, Collection<String> columns) {
    return new CliException(
        Exit.USAGE,
        "NO_COLUMN",
        "job " + job + " cannot run on " + source,
        "missing column(s): " + String.join(", ", missing),
        Suggest.nearest(missing.get(0), columns)
            .map(near -> "did you mean the column " + near + "? Names must be the same exactly")
            .orElse("give data that has them, or another job"));
  }

  public static CliException noJobFits(String source, String closest) {
    return new CliException(
        Exit.USAGE,
        "NO_JOB_FITS",
        "no job of the catalogue can run on " + source,
        closest,
        "give a job made for these columns with --job DIR, or other data");
  }
}
