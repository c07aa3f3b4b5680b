package io.tributary.cli.query;

import io.tributary.protocol.job.evaluate.RoundingWords;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.nio.file.Path;
import java.util.Optional;

/** What there is to say of an answer whose figures were rounded before it opened. */
public final class AnswerRounding {
  private AnswerRounding() {}

  /** Of a run in a folder; empty if its job rounds nothing. */
  public static Optional<String> in(Path folder) {
    return RoundingWords.of(Results.compiled(TranscriptFolder.read(folder).transcript()));
  }
}
