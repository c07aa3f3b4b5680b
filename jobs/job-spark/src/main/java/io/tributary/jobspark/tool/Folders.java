package io.tributary.jobspark.tool;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.network.util.JavaUtils;

/** Removes folders with all that is in them; one that does not exist is gone already. */
final class Folders {
  private Folders() {}

  static void delete(Path folder) {
    try {
      JavaUtils.deleteRecursively(folder.toFile());
    } catch (IOException e) {
      throw failure(folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(folder, e);
    }
  }

  private static ToolException failure(Path folder, Exception e) {
    return new ToolException(
        ToolException.Code.FAILED, "cannot be removed, remove it by hand: " + folder, e);
  }
}
