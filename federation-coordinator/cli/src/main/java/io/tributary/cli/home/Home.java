package io.tributary.cli.home;

import io.tributary.cli.error.HomeErrors;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folder a federation's state lives in. Readable by its owner alone.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /** Refuses a home that is no folder, or that this user may not look into. */
  public void requireUsable() {
    if (Files.isDirectory(folder)) {
      if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
        throw HomeErrors.notReadable(folder);
      }
    } else if (Files.exists(folder)) {
      throw HomeErrors.noFolder(folder);
    } else if (!Files.notExists(folder)) {
      // Neither there nor not there: a folder above it hides it.
      throw HomeErrors.notReadable(folder);
    }
  }

  public Path federationFile() {
    return folder.resolve("federation.json");
  }

  public Path keys() {
    return folder.resolve("keys");
  }

  public Path keys(String party) {
    return keys().resolve(party);
  }

  public Path pki() {
    return folder.resolve("pki");
  }

  public Path party(String party) {
    return folder.resolve("parties").resolve(party);
  }

  public Path log(String party) {
    return party(party).resolve("log.txt");
  }

  public Path tables(String repository) {
    return party(repository).resolve("tables");
  }

  public Path jobs() {
    return folder.resolve("jobs");
  }

  public Path runs() {
    return folder.resolve("runs");
  }

  public Path run(String runId) {
    return runs().resolve(runId);
  }

  /** Makes a folder, and what is above it, for the owner alone. */
  public static Path make(Path folder) throws IOException {
    if (Files.getFileStore(existing(folder)).supportsFileAttributeView("posix")) {
      return Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return Files.createDirectories(folder);
  }

  /** Deletes a folder and all in it; symbolic links are removed, not followed. */
  public static void delete(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (Files.exists(file)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath();
    while (!Files.exists(at)) {
      at = at.getParent();
    }
    return at;
  }
}
