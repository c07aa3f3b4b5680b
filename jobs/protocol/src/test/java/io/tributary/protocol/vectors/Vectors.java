package io.tributary.protocol.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** The vectors that a second implementation beside them computes too. */
public final class Vectors {
  private Vectors() {}

  /** The cases of one section of {@code protocol.json}, or its other members. */
  public static JsonNode section(String name) {
    try (InputStream in = Vectors.class.getResourceAsStream("/vectors/protocol.json")) {
      JsonNode section = new ObjectMapper().readTree(in).path(name);
      if (section.isEmpty()) {
        throw new IllegalStateException("no vectors in " + name);
      }
      return section;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.textValue(), 2, hex.textValue().length());
  }
}
