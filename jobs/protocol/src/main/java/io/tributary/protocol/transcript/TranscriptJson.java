package io.tributary.protocol.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.encode.CanonicalJson;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A transcript as one JSON document, as the coordinator serves it: {@code {"files": {path: text},
 * "blobs": {digest: base64}}}.
 */
public final class TranscriptJson {
  private TranscriptJson() {}

  public static byte[] write(Transcript transcript) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ObjectNode files = out.putObject("files");
    for (TranscriptFile file : TranscriptFile.values()) {
      byte[] bytes = TranscriptLines.join(transcript.lines(file));
      files.put(file.path(), new String(bytes, StandardCharsets.UTF_8));
    }
    ObjectNode blobs = out.putObject("blobs");
    transcript
        .blobs()
        .forEach(
            (digest, bytes) -> blobs.put(digest.hex(), Base64.getEncoder().encodeToString(bytes)));
    return CanonicalJson.write(out);
  }

  /**
   * Reads {@link #write}; form only, as with a folder.
   *
   * @throws ProtocolException MALFORMED or TOO_LARGE
   * @throws TranscriptException if a file is not made of whole lines
   */
  public static Transcript read(byte[] json) {
    ObjectNode object = CanonicalJson.parseObject(json);
    JsonNode files = object.path("files");
    if (object.size() != 2 || files.size() != TranscriptFile.values().length) {
      throw malformed("its members are files, with one of each name, and blobs", null);
    }
    Map<TranscriptFile, List<byte[]>> lines = new EnumMap<>(TranscriptFile.class);
    for (TranscriptFile file : TranscriptFile.values()) {
      String text = files.path(file.path()).textValue();
      if (text == null) {
        throw malformed(file.path() + " is missing", null);
      }
      lines.put(file, TranscriptLines.split(file, text.getBytes(StandardCharsets.UTF_8)));
    }
    return Transcript.of(lines, blobs(object.path("blobs")));
  }

  private static SortedMap<Digest, byte[]> blobs(JsonNode members) {
    if (!members.isObject() || members.size() > TranscriptLimits.BLOBS) {
      throw malformed("blobs is no object, or too large a one", null);
    }
    SortedMap<Digest, byte[]> blobs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : members.properties()) {
      try {
        Digest digest = new Digest(member.getKey());
        byte[] bytes = Base64.getDecoder().decode(String.valueOf(member.getValue().textValue()));
        blobs.put(digest, bytes);
      } catch (IllegalArgumentException e) {
        throw malformed("a blob's name is no digest, or its content no base64", e);
      }
    }
    return blobs;
  }

  private static ProtocolException malformed(String why, Throwable cause) {
    return ProtocolErrors.malformed("transcript", why, cause);
  }
}
