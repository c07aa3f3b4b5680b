package io.tributary.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.error.ProtocolErrors;
import java.util.Base64;
import java.util.function.Supplier;

/** Members of a JSON object, read strictly. Errors name the member, never its content. */
final class Fields {
  private static final String WHAT = "message";

  private Fields() {}

  static void exactly(JsonNode json, String... names) {
    boolean good = json.isObject() && json.size() == names.length;
    for (String name : names) {
      good &= json.has(name);
    }
    if (!good) {
      throw ProtocolErrors.malformed(WHAT, "members other than those of its kind");
    }
  }

  static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual()) {
      throw ProtocolErrors.malformed(WHAT, "member " + name + " is not text");
    }
    return value.textValue();
  }

  /** Base64 with padding; the decoder is lenient, so the text must also be what we would write. */
  static byte[] base64(JsonNode json, String name) {
    String text = text(json, name);
    byte[] bytes = parse(name, () -> Base64.getDecoder().decode(text));
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw ProtocolErrors.malformed(WHAT, "member " + name + " is not canonical base64");
    }
    return bytes;
  }

  static JsonNode array(JsonNode json, String name, int cap) {
    JsonNode value = json.path(name);
    if (!value.isArray() || value.size() > cap) {
      throw ProtocolErrors.malformed(WHAT, "member " + name + " is not a list of at most " + cap);
    }
    return value;
  }

  static JsonNode object(JsonNode json, String name, int cap) {
    JsonNode value = json.path(name);
    if (!value.isObject() || value.size() > cap) {
      throw ProtocolErrors.malformed(
          WHAT, "member " + name + " is not an object of at most " + cap);
    }
    return value;
  }

  static <T> T parse(String name, Supplier<T> parser) {
    try {
      return parser.get();
    } catch (IllegalArgumentException e) {
      throw ProtocolErrors.malformed(WHAT, "member " + name);
    }
  }
}
