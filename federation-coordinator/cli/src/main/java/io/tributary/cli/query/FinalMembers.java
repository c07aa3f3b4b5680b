package io.tributary.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.transcript.Transcript;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.Set;
import java.util.TreeSet;

/** Whose contributions are in the answer of a run that has passed its audit. */
final class FinalMembers {
  private FinalMembers() {}

  /** Repositories in the set over which the nodes have completed. */
  static Set<String> of(Transcript transcript) {
    byte[] completion = transcript.lines(TranscriptFile.COMPLETIONS).get(0);
    String root = root(CanonicalJson.parseObject(completion));
    Set<String> members = new TreeSet<>();
    transcript.lines(TranscriptFile.CHECKED).stream()
        .map(CanonicalJson::parseObject)
        .filter(line -> root(line).equals(root))
        .findFirst()
        .orElseThrow()
        .path("members")
        .fieldNames()
        .forEachRemaining(members::add);
    return members;
  }

  private static String root(JsonNode line) {
    return line.path("statement").path("inclusionRoot").asText();
  }
}
