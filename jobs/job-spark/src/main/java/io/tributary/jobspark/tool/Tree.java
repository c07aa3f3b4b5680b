package io.tributary.jobspark.tool;

import java.nio.file.Path;

/** Where tables lie: a folder with {@code {repository}} in it, one folder a table below. */
final class Tree {
  private static final String REPOSITORY = "{repository}";

  private Tree() {}

  static Path tables(String pattern, String repository) {
    if (!pattern.contains(REPOSITORY)) {
      throw ToolException.usage("'into' must contain " + REPOSITORY);
    }
    return Path.of(pattern.replace(REPOSITORY, repository)).toAbsolutePath();
  }

  static Path table(String pattern, String repository, String table) {
    return tables(pattern, repository).resolve(table);
  }
}
