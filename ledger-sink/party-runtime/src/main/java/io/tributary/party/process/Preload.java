package io.tributary.party.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Loads the classes of a list and ends: {@code java -XX:ArchiveClassesAtExit=FILE -cp … Preload
 * LIST…}. The virtual machine then keeps what it loaded as an archive that later processes with the
 * same class path map instead of reading and verifying their jars again. Lists are of the form that
 * {@code -XX:DumpLoadedClassList} writes. No class is initialised: nothing of it runs.
 */
public final class Preload {
  private Preload() {}

  public static void main(String[] lists) throws IOException {
    for (String list : lists) {
      try (Stream<String> lines = Files.lines(Path.of(list))) {
        lines.forEach(Preload::load);
      }
    }
  }

  /**
   * Whatever cannot be loaded is left out: hidden classes, comments, what a later build dropped.
   */
  private static void load(String line) {
    if (line.isEmpty() || line.startsWith("#") || line.startsWith("@")) {
      return;
    }
    try {
      Class<?> unused =
          Class.forName(
              line.split(" ", 2)[0].replace('/', '.'), false, Preload.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return;
    }
  }
}
