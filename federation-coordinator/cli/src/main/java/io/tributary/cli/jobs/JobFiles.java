package io.tributary.cli.jobs;

import io.tributary.cli.error.HomeErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes files that do not exist yet. */
record JobFiles(Path folder) {
  void write(Map<String, String> files) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(
            folder.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
      }
    } catch (IOException e) {
      throw HomeErrors.cannotWrite(folder, e);
    }
  }
}
