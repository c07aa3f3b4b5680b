package io.tributary.party.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.PartyId;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Binds single YAML values. */
final class ScalarBinder {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
  private static final Pattern ESCAPE = Pattern.compile(".*%[0-9A-Fa-f]{2}.*");

  private final Path base;
  private final List<String> problems;

  ScalarBinder(Path base, List<String> problems) {
    this.base = base;
    this.problems = problems;
  }

  Object bind(Class<?> type, JsonNode node, String path) {
    if (type == String.class) {
      return node.isTextual() ? node.textValue() : wrong(path, "text (in quotes)", node);
    }
    if (type == int.class || type == Integer.class) {
      return node.canConvertToInt() && node.isIntegralNumber()
          ? node.intValue()
          : wrong(path, "a whole number", node);
    }
    if (type == long.class || type == Long.class) {
      return node.canConvertToLong() && node.isIntegralNumber()
          ? node.longValue()
          : wrong(path, "a whole number", node);
    }
    if (type == BigDecimal.class) {
      return node.isNumber() ? node.decimalValue() : wrong(path, "a number", node);
    }
    if (type == boolean.class || type == Boolean.class) {
      return node.isBoolean() ? node.booleanValue() : wrong(path, "true or false", node);
    }
    return text(type, node, path);
  }

  private Object text(Class<?> type, JsonNode node, String path) {
    if (!node.isTextual()) {
      return wrong(path, "text (in quotes)", node);
    }
    String text = node.textValue();
    try {
      if (type == Path.class) {
        return path(text);
      }
      if (type == URI.class) {
        return new URI(text);
      }
      if (type == PartyId.class) {
        return new PartyId(text);
      }
      if (type == Address.class) {
        return new Address(text.toLowerCase(Locale.ROOT));
      }
    } catch (InvalidPathException | URISyntaxException e) {
      // Their messages quote the value.
      return problem(
          path, "this is not a well-formed " + type.getSimpleName().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return problem(path, e.getMessage());
    }
    if (type.isEnum()) {
      return constant(type, text, path);
    }
    throw new IllegalStateException("no config type: " + type);
  }

  private Path path(String text) {
    if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a path has at least one character and no control ones");
    }
    if (SCHEME.matcher(text).matches() || ESCAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "this is a plain file path, not a URL: no scheme and no percent escapes");
    }
    return base.resolve(text).normalize();
  }

  private Object constant(Class<?> type, String text, String path) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList();
    int at = names.indexOf(text);
    return at >= 0
        ? type.getEnumConstants()[at]
        : problem(path, "expected one of " + String.join(", ", names));
  }

  /** The tree of a {@link Default}. */
  JsonNode yaml(String text) {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a default is not YAML: " + text, e);
    }
  }

  static String wrongType(String path, String expected, JsonNode node) {
    String found =
        switch (node.getNodeType()) {
          case ARRAY -> "a list";
          case OBJECT -> "a map";
          case BOOLEAN -> "true or false";
          case NUMBER -> node.isIntegralNumber() ? "a number (out of range?)" : "a fraction";
          case NULL, MISSING -> "nothing";
          default -> "text";
        };
    return path + ": expected " + expected + ", found " + found;
  }

  private Object wrong(String path, String expected, JsonNode node) {
    return problem(wrongType(path, expected, node));
  }

  private Object problem(String path, String what) {
    return problem(path + ": " + what);
  }

  private Object problem(String message) {
    problems.add(message);
    return null;
  }
}
