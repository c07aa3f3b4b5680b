package io.tributary.party.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders for state and secrets: mode 0700. */
public final class PrivateFolders {
  private PrivateFolders() {}

  /** Makes the folder and its missing parents; one that exists keeps its mode. */
  public static void create(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }
}
