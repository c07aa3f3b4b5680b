package io.tributary.cli.query;

import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.error.UsageErrors;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.JobPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Job folders on this machine, by name. */
public final class Catalogue {
  private final SortedMap<String, Path> folders;

  private Catalogue(SortedMap<String, Path> folders) {
    this.folders = folders;
  }

  /** Finds the job folders in a folder; one that is not there holds none. */
  public static Catalogue in(Path parent) {
    SortedMap<String, Path> folders = new TreeMap<>();
    if (Files.isDirectory(parent)) {
      try (Stream<Path> children = Files.list(parent)) {
        children
            .filter(Catalogue::isJob)
            .forEach(folder -> folders.put(folder.getFileName().toString(), folder));
      } catch (IOException e) {
        throw HomeErrors.badFile(parent, Failures.reason(e));
      }
    }
    return new Catalogue(folders);
  }

  public List<String> names() {
    return List.copyOf(folders.keySet());
  }

  /** Every job, by name. */
  public SortedMap<String, JobPackage> all() {
    SortedMap<String, JobPackage> jobs = new TreeMap<>();
    for (Map.Entry<String, Path> folder : folders.entrySet()) {
      jobs.put(folder.getKey(), read(folder.getValue()));
    }
    return jobs;
  }

  /** The folder of a job given by its name here, or by the path of a folder anywhere. */
  public Path folder(String nameOrPath) {
    Path known = folders.get(nameOrPath);
    if (known != null) {
      return known;
    }
    Path path = Path.of(nameOrPath);
    if (isJob(path)) {
      return path.toAbsolutePath().normalize();
    }
    if (Files.isDirectory(path)) {
      throw UsageErrors.usage(
          path + " is no job folder",
          "it holds no job.yaml",
          "give the folder that holds job.yaml and query.sql");
    }
    throw UsageErrors.unknownJob(nameOrPath, folders.keySet());
  }

  /** Reads a job folder. */
  public static JobPackage read(Path folder) {
    try {
      JobPackage job = JobPackage.read(folder);
      job.definition();
      return job;
    } catch (JobException e) {
      throw UsageErrors.badJob(folder, e.getMessage());
    }
  }

  /** Reads what a job folder declares; it may not have been compiled yet. */
  public static JobDefinition definition(Path folder) {
    try {
      return JobDefinition.parse(Files.readAllBytes(folder.resolve(JobPackage.DEFINITION)));
    } catch (JobException e) {
      throw UsageErrors.badJob(folder, e.getMessage());
    } catch (IOException e) {
      throw UsageErrors.badJob(folder, Failures.reason(e));
    }
  }

  private static boolean isJob(Path folder) {
    return Files.isRegularFile(folder.resolve(JobPackage.DEFINITION));
  }
}
