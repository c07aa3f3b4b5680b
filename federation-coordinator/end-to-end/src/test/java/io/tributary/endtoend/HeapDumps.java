package io.tributary.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What is on the heaps of other processes, dead objects included. Numbers in them are big-endian
 * words, bytes are as they were. Memory off the heap is not in it.
 */
final class HeapDumps {
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

  private HeapDumps() {}

  /** One dump a process, all at a time; by name. */
  static Map<String, Path> of(Map<String, Long> pids, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Map<String, Path> dumps = new LinkedHashMap<>();
    Map<String, Process> running = new LinkedHashMap<>();
    for (Map.Entry<String, Long> party : pids.entrySet()) {
      String id = party.getKey();
      dumps.put(id, folder.resolve(id + ".hprof"));
      running.put(id, start(party.getValue(), dumps.get(id), folder.resolve(id + ".txt")));
    }
    for (Map.Entry<String, Process> one : running.entrySet()) {
      boolean ended = one.getValue().waitFor(2, TimeUnit.MINUTES);
      if (!ended || !Files.exists(dumps.get(one.getKey()))) {
        one.getValue().destroyForcibly();
        String said =
            Files.readString(folder.resolve(one.getKey() + ".txt"), StandardCharsets.UTF_8);
        throw new IOException("no heap dump of " + one.getKey() + ": " + said);
      }
    }
    return dumps;
  }

  private static Process start(long pid, Path dump, Path said) throws IOException {
    return new ProcessBuilder(
            JCMD.toString(), Long.toString(pid), "GC.heap_dump", "-all", dump.toString())
        .redirectErrorStream(true)
        .redirectOutput(said.toFile())
        .start();
  }
}
