package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A node of a parsed document that is read key by key; {@link #done} refuses the keys nobody asked
 * for. Messages name the path and the rule, never a value.
 */
final class StrictNode {
  private static final int MAX_SUGGESTION_DISTANCE = 3;

  private final JsonNode node;
  private final String path;
  private final JobException.Kind kind;
  private final Set<String> asked = new LinkedHashSet<>();

  StrictNode(JsonNode node, String path, JobException.Kind kind) {
    this.node = node;
    this.path = path;
    this.kind = kind;
  }

  /** The node itself. */
  JsonNode json() {
    return node;
  }

  JobException wrong(String why) {
    return new JobException(kind, (path.isEmpty() ? "the document" : path) + ": " + why);
  }

  StrictNode object() {
    if (!node.isObject()) {
      throw wrong("must be a mapping of keys to values");
    }
    return this;
  }

  Optional<StrictNode> optional(String key) {
    object();
    asked.add(key);
    JsonNode child = node.get(key);
    return child == null || child.isNull()
        ? Optional.empty()
        : Optional.of(new StrictNode(child, path.isEmpty() ? key : path + "." + key, kind));
  }

  StrictNode required(String key) {
    return optional(key).orElseThrow(() -> wrong("the key '" + key + "' is missing"));
  }

  /** All entries of a mapping whose keys are free names. */
  <T> List<T> entries(EntryReader<T> reader) {
    object();
    List<T> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      asked.add(entry.getKey());
      all.add(
          reader.read(
              entry.getKey(), new StrictNode(entry.getValue(), path + "." + entry.getKey(), kind)));
    }
    return all;
  }

  /** Reads one named entry. */
  interface EntryReader<T> {
    T read(String key, StrictNode value);
  }

  List<StrictNode> items() {
    if (!node.isArray()) {
      throw wrong("must be a list");
    }
    List<StrictNode> all = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      all.add(new StrictNode(node.get(i), path + "[" + i + "]", kind));
    }
    return all;
  }

  String text() {
    if (!node.isTextual()) {
      throw wrong("must be text; put it in quotes");
    }
    return node.textValue();
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw wrong("must be true or false");
    }
    return node.booleanValue();
  }

  long integer(long least, long most) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("must be a whole number from " + least + " to " + most);
    }
    long value = node.longValue();
    if (value < least || value > most) {
      throw wrong("must be a whole number from " + least + " to " + most);
    }
    return value;
  }

  /** Text, number or boolean as String, BigDecimal or Boolean. */
  Object scalar() {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isNumber()) {
      return node.decimalValue();
    }
    throw wrong("must be a single value");
  }

  /** A scalar read as a type; text for strings and dates, numbers for numbers. */
  Object typed(SqlType type) {
    return read(() -> Scalars.typed(type, scalar()));
  }

  BigDecimal number() {
    if (!node.isNumber()) {
      throw wrong("must be a number");
    }
    return node.decimalValue();
  }

  SqlType type() {
    String text = text();
    return read(() -> SqlType.parse(text));
  }

  /** One of the constants, written in lower case. */
  <E extends Enum<E>> E oneOf(Class<E> constants) {
    return Scalars.constant(constants, text())
        .orElseThrow(() -> wrong("must be one of " + Scalars.names(constants)));
  }

  String matching(java.util.regex.Pattern form, String rule) {
    String text = text();
    if (!form.matcher(text).matches()) {
      throw wrong(rule);
    }
    return text;
  }

  private <T> T read(java.util.function.Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  <T> T map(Function<StrictNode, T> reader) {
    T result = reader.apply(this);
    done();
    return result;
  }

  /** Refuses keys that were not asked for. */
  void done() {
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!asked.contains(name)) {
        throw wrong("unknown key '" + name + "'" + suggestion(name));
      }
    }
  }

  private String suggestion(String name) {
    return asked.stream()
        .filter(known -> Scalars.distance(known, name) <= MAX_SUGGESTION_DISTANCE)
        .min(java.util.Comparator.comparingInt(known -> Scalars.distance(known, name)))
        .map(known -> "; did you mean '" + known + "'?")
        .orElse("; known keys: " + String.join(", ", asked));
  }
}
