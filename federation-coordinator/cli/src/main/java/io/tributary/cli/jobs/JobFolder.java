package io.tributary.cli.jobs;

import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.local.Installation;
import io.tributary.cli.query.Catalogue;
import io.tributary.protocol.job.JobPackage;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder of a job that a person names. */
public final class JobFolder {
  private JobFolder() {}

  /** A folder that holds at least a part of a job, or a job of the catalogue by its name. */
  public static Path of(String nameOrPath) {
    Path path = Path.of(nameOrPath);
    if (Files.exists(path.resolve(JobPackage.DEFINITION))
        || Files.exists(path.resolve(JobPackage.QUERY))) {
      return path;
    }
    if (path.getFileName() != null && Files.isRegularFile(path)) {
      throw UsageErrors.usage(
          path + " is a file",
          "a job is a folder that holds job.yaml and query.sql",
          "give the folder");
    }
    return Catalogue.in(Installation.current().catalogue()).folder(nameOrPath);
  }
}
