package io.tributary.cli.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.error.Failures;
import io.tributary.cli.error.HomeErrors;
import io.tributary.protocol.job.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run folder that this machine has kept. */
public final class StoredRun {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredRun() {}

  /** The answer in a folder; `tributary audit` checks it against the commitments. */
  public static Answer answer(Path folder) {
    Path file = folder.resolve("result.json");
    try {
      return Answer.fromJson(JSON.readTree(Files.readAllBytes(file)).path("answer").toString());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw HomeErrors.badFile(file, "it is no result; `tributary audit` names what was changed");
    } catch (IOException e) {
      throw HomeErrors.badFile(file, Failures.reason(e));
    }
  }
}
