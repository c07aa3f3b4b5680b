package io.tributary.jobspark.tool;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what people write in a job folder, whether or not it has been compiled. */
final class JobFolders {
  private JobFolders() {}

  static JobDefinition definition(Path folder) {
    return JobDefinition.parse(bytes(folder, JobPackage.DEFINITION));
  }

  /** The SQL that is compiled: query.sql, or that of the model. */
  static String sql(Path folder) {
    return sql(definition(folder), folder);
  }

  static String sql(JobDefinition definition, Path folder) {
    return definition.sql(() -> text(folder, JobPackage.QUERY, bytes(folder, JobPackage.QUERY)));
  }

  /** The bytes of a file; empty if there is none that can be read. */
  static Optional<byte[]> read(Path folder, String file) {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static String text(Path folder, String file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ToolException(
          ToolException.Code.BAD_JOB,
          file + " of job folder " + folder + " is not UTF-8 text; save it as UTF-8",
          e);
    }
  }

  /** The public tables that a job declares, by file name; those that are not there are left out. */
  static Map<String, byte[]> tables(Path folder, JobDefinition job) {
    Map<String, byte[]> tables = new TreeMap<>();
    job.inputs().stream()
        .flatMap(input -> input.file().stream())
        .forEach(file -> read(folder, file).ifPresent(bytes -> tables.put(file, bytes)));
    return tables;
  }

  private static byte[] bytes(Path folder, String file) {
    return read(folder, file)
        .orElseThrow(
            () ->
                new ToolException(
                    ToolException.Code.BAD_JOB,
                    "job folder " + folder + " has no readable " + file));
  }
}
