package io.tributary.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has a virtual machine of its own load listed classes and leave them behind as an archive. */
final class ArchiveDump {
  private static final String MAIN = "io.tributary.party.process.Preload";
  private static final long PATIENCE_MINUTES = 2;

  private ArchiveDump() {}

  /** Writes the archive; whether it did. */
  static boolean write(String classPath, List<Path> lists, Path archive) throws IOException {
    List<String> command = new ArrayList<>();
    // Nobody waits for it: whatever else runs on the machine comes first.
    PartyProcess.onPath("nice").ifPresent(nice -> command.add(nice.toString()));
    command.add(Installation.java());
    command.add("-Xmx512m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:ArchiveClassesAtExit=" + archive);
    command.add("-cp");
    command.add(classPath);
    command.add(MAIN);
    lists.forEach(list -> command.add(list.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      return ended && process.exitValue() == 0 && Files.isRegularFile(archive);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
