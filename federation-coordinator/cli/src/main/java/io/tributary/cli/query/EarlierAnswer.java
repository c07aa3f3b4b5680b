package io.tributary.cli.query;

import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import io.tributary.protocol.transcript.TranscriptFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a run's answer was given before, in which case repositories have not computed it. */
public final class EarlierAnswer {
  private EarlierAnswer() {}

  /** The run whose answer this is, of a run in a folder that has passed its audit. */
  public static Optional<RunId> in(Path folder) {
    Transcript transcript = TranscriptFolder.read(folder).transcript();
    Set<String> members = FinalMembers.of(transcript);
    return transcript.lines(TranscriptFile.CONTRIBUTIONS).stream()
        .map(line -> CanonicalJson.parseObject(line).path("statement"))
        .filter(statement -> members.contains(statement.path("repository").asText()))
        .map(statement -> new Digest(statement.path("again").asText()))
        .filter(again -> !again.equals(Digest.ZERO))
        .map(RunId::new)
        .findFirst();
  }

  /** For people. */
  public static List<String> words(Optional<RunId> earlier) {
    return earlier.stream()
        .map(run -> "this is the answer of run " + run + ", from store; nothing was charged")
        .toList();
  }
}
