package io.tributary.jobspark.tool;

import io.tributary.protocol.job.JobDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what people write in a job folder, whether or not it has been compiled. */
final class JobFolders {
  private JobFolders() {}

  static JobDefinition definition(Path folder) {
    return JobDefinition.parse(bytes(folder, "job.yaml"));
  }

  static String sql(Path folder) {
    return new String(bytes(folder, "query.sql"), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path folder, String file) {
    try {
      return Files.readAllBytes(folder.resolve(file));
    } catch (IOException e) {
      throw new ToolException(
          ToolException.Code.BAD_JOB, "job folder " + folder + " has no readable " + file, e);
    }
  }
}
