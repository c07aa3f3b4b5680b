package io.tributary.auditor;

import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The runs that a transcript names, which its chain export has to hold as well. */
public final class EarlierRuns {
  private EarlierRuns() {}

  /**
   * Those whose cells the repositories of a run say that they have dealt once more. Lines that
   * cannot be read name none: the audit says what is wrong with them.
   */
  public static Set<RunId> named(Transcript transcript) {
    return transcript.lines(TranscriptFile.CONTRIBUTIONS).stream()
        .map(EarlierRuns::again)
        .flatMap(Optional::stream)
        .filter(again -> !again.equals(Digest.ZERO))
        .map(RunId::new)
        .collect(Collectors.toSet());
  }

  private static Optional<Digest> again(byte[] line) {
    try {
      String again = CanonicalJson.parseObject(line).path("statement").path("again").asText();
      return Optional.of(new Digest(again));
    } catch (ProtocolException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
