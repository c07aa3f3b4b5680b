package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.id.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.digests.KeccakDigest;

/** Canonical JSON (RFC 8785 without floats) and digests, as the compiled form needs them. */
final class JobEncoding {
  private JobEncoding() {}

  static byte[] canonical(JsonNode node) {
    StringBuilder out = new StringBuilder();
    append(out, node);
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder out, JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> sorted = new TreeMap<>();
      node.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
      out.append('{');
      String separator = "";
      for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
        out.append(separator);
        appendText(out, entry.getKey());
        out.append(':');
        append(out, entry.getValue());
        separator = ",";
      }
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      String separator = "";
      for (JsonNode item : node) {
        out.append(separator);
        append(out, item);
        separator = ",";
      }
      out.append(']');
    } else if (node.isTextual()) {
      appendText(out, node.textValue());
    } else {
      out.append(node);
    }
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  static String sha256(byte[] data) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  static Digest tagged(String domain, byte[] data) {
    byte[] tag = domain.getBytes(StandardCharsets.UTF_8);
    byte[] message =
        ByteBuffer.allocate(4 + tag.length + data.length)
            .putInt(tag.length)
            .put(tag)
            .put(data)
            .array();
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(message, 0, message.length);
    byte[] digest = new byte[Digest.BYTES];
    int unused = keccak.doFinal(digest, 0);
    return Digest.of(digest);
  }
}
