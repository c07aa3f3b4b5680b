package io.tributary.cli.demo;

import io.tributary.cli.error.HomeErrors;
import io.tributary.cli.home.Home;
import io.tributary.protocol.job.JobPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A federation's own copies of job folders: what is vetted cannot change under it. */
final class JobCopies {
  private JobCopies() {}

  /**
   * Copies them into the home.
   *
   * @param compile for a copy whose compiled form is not there
   */
  static List<Path> make(List<JobChoice.Chosen> chosen, Home home, Consumer<Path> compile) {
    List<Path> folders = new ArrayList<>();
    for (JobChoice.Chosen job : chosen) {
      Path folder = home.jobs().resolve(job.definition().name());
      try {
        copy(job, folder);
      } catch (IOException e) {
        throw HomeErrors.cannotWrite(folder, e);
      }
      if (!Files.exists(folder.resolve(JobPackage.COMPILED))) {
        compile.accept(folder);
      }
      folders.add(folder);
    }
    return folders;
  }

  private static void copy(JobChoice.Chosen job, Path folder) throws IOException {
    Home.make(folder);
    for (String file : JobPackage.files(job.definition())) {
      Path source = job.folder().resolve(file);
      if (Files.isRegularFile(source)) {
        Files.write(folder.resolve(file), Files.readAllBytes(source));
      }
    }
    if (!Files.exists(folder.resolve(JobPackage.README))) {
      Files.writeString(folder.resolve(JobPackage.README), job.definition().title() + "\n");
    }
  }
}
