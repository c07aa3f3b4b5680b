package io.tributary.protocol.encode;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.error.ProtocolErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes RFC 8785, and refuses trees that it cannot write. */
final class JsonWriter {
  private JsonWriter() {}

  /** Throws if {@link #write} would. */
  static void check(JsonNode node) {
    write(node, new StringBuilder(), 0);
  }

  static void write(JsonNode node, StringBuilder out, int depth) {
    if (depth > CanonicalJson.MAX_DEPTH) {
      throw ProtocolErrors.malformed("JSON", "nested beyond " + CanonicalJson.MAX_DEPTH);
    }
    switch (node.getNodeType()) {
      case OBJECT -> object(node, out, depth);
      case ARRAY -> array(node, out, depth);
      case STRING -> string(node.textValue(), out);
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case NUMBER -> number(node, out);
      default -> throw ProtocolErrors.malformed("JSON", "a node that JSON does not have");
    }
  }

  // RFC 8785 3.2.3: by UTF-16 code units, which is the order of String.compareTo.
  private static void object(JsonNode node, StringBuilder out, int depth) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    members.sort(Map.Entry.comparingByKey());
    char separator = '{';
    for (Map.Entry<String, JsonNode> member : members) {
      out.append(separator);
      separator = ',';
      string(member.getKey(), out);
      out.append(':');
      write(member.getValue(), out, depth + 1);
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private static void array(JsonNode node, StringBuilder out, int depth) {
    char separator = '[';
    for (JsonNode element : node) {
      out.append(separator);
      separator = ',';
      write(element, out, depth + 1);
    }
    out.append(separator == '[' ? "[]" : "]");
  }

  private static void number(JsonNode node, StringBuilder out) {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() <= -CanonicalJson.INTEGER_LIMIT
        || node.longValue() >= CanonicalJson.INTEGER_LIMIT) {
      throw ProtocolErrors.malformed("JSON", "a number that is not an integer below 2^53");
    }
    out.append(node.longValue());
  }

  // RFC 8785 3.2.2.2.
  private static void string(String text, StringBuilder out) {
    out.append('"');
    int plain = plain(text);
    // Long strings are base64 and hexadecimal: they go over as a whole.
    out.append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            checkPair(text, i);
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** How many characters from the start on are written as they are. */
  private static int plain(String text) {
    int i = 0;
    while (i < text.length() && isPlain(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
  }

  private static void checkPair(String text, int i) {
    char c = text.charAt(i);
    boolean lone =
        Character.isHighSurrogate(c)
            ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
            : Character.isLowSurrogate(c)
                && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    if (lone) {
      throw ProtocolErrors.malformed("JSON", "a string with half a surrogate pair");
    }
  }
}
