package io.tributary.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.cli.home.Home;
import io.tributary.protocol.job.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An answer as a Parquet file, which Spark writes: a process of its own, for some seconds. */
public final class ParquetFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ParquetFile() {}

  /** The whole file. */
  public static byte[] of(Installation installation, Answer answer) {
    try {
      Path folder = Files.createTempDirectory("tributary-parquet");
      try (SparkTool tool = SparkTool.start(installation, folder)) {
        Path file = folder.resolve("answer.parquet");
        tool.call("write", request(answer, file));
        return Files.readAllBytes(file);
      } finally {
        Home.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the answer cannot be written as Parquet", e);
    }
  }

  private static ObjectNode request(Answer answer, Path file) throws JsonProcessingException {
    ObjectNode request = JSON.createObjectNode().put("into", file.toString());
    request.set("answer", JSON.readTree(answer.toJson()));
    return request;
  }
}
