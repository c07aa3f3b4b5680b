package io.tributary.cli.local;

import java.nio.file.Path;
import java.util.List;

/**
 * How to start one process.
 *
 * @param name the party's id, or the tool's name
 * @param command argument vector; holds no secret
 * @param folder working directory; the two files below lie in it
 */
record ProcessSpec(String name, List<String> command, Path folder) {
  ProcessSpec {
    command = List.copyOf(command);
  }

  /** Standard output: the ready line and nothing else of note. */
  Path output() {
    return folder.resolve("out.txt");
  }

  /** Standard error: the log. */
  Path log() {
    return folder.resolve("log.txt");
  }
}
