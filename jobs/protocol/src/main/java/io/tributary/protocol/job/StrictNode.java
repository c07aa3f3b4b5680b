package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.protocol.job.DefinitionReading.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A node of a parsed document that is read key by key; {@link #done} refuses the keys nobody asked
 * for. Messages name the path and the rule, never a value.
 *
 * <p>Where a {@link Findings} listens, what is wrong with a key, an entry or an item is noted and
 * reading goes on beside it; where none does, the first mistake is thrown.
 */
final class StrictNode {
  private static final int MAX_SUGGESTION_DISTANCE = 3;

  /** What is left of decimal(p,s) inside braces, and what becomes a key of its own. */
  private static final Pattern HALF_A_DECIMAL = Pattern.compile("(?i)decimal\\([0-9 ]+");

  private static final Pattern OTHER_HALF = Pattern.compile("[0-9 ]+\\)");

  private final JsonNode node;
  private final String path;
  private final JobException.Kind kind;
  private final Optional<YamlNode> source;
  private final Optional<Findings> findings;
  private final Set<String> asked = new LinkedHashSet<>();

  /** A node of a document without places; the first mistake is thrown. */
  StrictNode(JsonNode node, String path, JobException.Kind kind) {
    this(node, path, kind, Optional.empty(), Optional.empty());
  }

  /** The root of {@code job.yaml}; mistakes are noted. */
  StrictNode(YamlNode root, Findings findings) {
    this(
        root.json(),
        "",
        JobException.Kind.BAD_DEFINITION,
        Optional.of(root),
        Optional.of(findings));
  }

  private StrictNode(
      JsonNode node,
      String path,
      JobException.Kind kind,
      Optional<YamlNode> source,
      Optional<Findings> findings) {
    this.node = node;
    this.path = path;
    this.kind = kind;
    this.source = source;
    this.findings = findings;
    findings.ifPresent(f -> f.place(path, place()));
  }

  /** The node itself. */
  JsonNode json() {
    return node;
  }

  JobException wrong(String what) {
    return wrong(what, "", "");
  }

  /** A mistake in this value. */
  JobException wrong(String what, String why, String fix) {
    return wrong(place(), what, why, fix);
  }

  private JobException wrong(Place at, String what, String why, String fix) {
    if (findings.isPresent()) {
      return new JobException(
          List.of(new DefinitionProblem(path, at.line(), at.column(), what, why, fix)));
    }
    String place = path.isEmpty() ? "the document" : path;
    return new JobException(kind, place + ": " + what);
  }

  private Place place() {
    return source.map(YamlNode::shown).orElse(new Place(1, 1));
  }

  /** Notes a mistake and goes on, or throws it where nobody listens. */
  void note(JobException mistake) {
    Findings listening = findings.orElseThrow(() -> mistake);
    listening.add(mistake.problems().isEmpty() ? wrong(mistake.getMessage()) : mistake);
  }

  /** Reads something that may be wrong; the stand-in takes its place. */
  private <T> T noting(Supplier<T> reader, T standIn) {
    try {
      return reader.get();
    } catch (JobException e) {
      note(e);
      return standIn;
    }
  }

  StrictNode object() {
    if (!node.isObject()) {
      throw wrong("must be a mapping", "", "write 'key: value' lines below it, indented");
    }
    return this;
  }

  Optional<StrictNode> optional(String key) {
    object();
    asked.add(key);
    JsonNode child = node.get(key);
    return child == null || child.isNull() ? Optional.empty() : Optional.of(member(key, child));
  }

  private StrictNode member(String key, JsonNode child) {
    return new StrictNode(
        child,
        path.isEmpty() ? key : path + "." + key,
        kind,
        source.map(s -> s.members().get(key)),
        findings);
  }

  StrictNode required(String key) {
    return optional(key)
        .orElseThrow(
            () ->
                wrong(
                    node.has(key) ? "'" + key + "' has no value" : missing(key),
                    "",
                    "add '" + key + ": …' here"));
  }

  /** Reads a key that may be absent; one that is wrong is noted and taken for absent. */
  <T> Optional<T> optional(String key, Function<StrictNode, T> reader) {
    return noting(() -> optional(key).map(reader), Optional.empty());
  }

  /** Reads a key; if it is absent or wrong, that is noted and the stand-in takes its place. */
  <T> T required(String key, Function<StrictNode, T> reader, T standIn) {
    return noting(() -> reader.apply(required(key)), standIn);
  }

  /** All entries of a mapping whose keys are free names. */
  <T> List<T> entries(EntryReader<T> reader) {
    object();
    List<T> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      asked.add(entry.getKey());
      StrictNode value = member(entry.getKey(), entry.getValue());
      noting(() -> Optional.of(reader.read(entry.getKey(), value)), Optional.<T>empty())
          .ifPresent(all::add);
    }
    return all;
  }

  /** Reads one named entry. */
  interface EntryReader<T> {
    T read(String key, StrictNode value);
  }

  List<StrictNode> items() {
    if (!node.isArray()) {
      throw wrong("must be a list", "", "write it in brackets: [a, b]");
    }
    List<StrictNode> all = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      int index = i;
      all.add(
          new StrictNode(
              node.get(i),
              path + "[" + i + "]",
              kind,
              source.map(s -> s.items().get(index)),
              findings));
    }
    return all;
  }

  /** The items of a list; those that are wrong are noted and left out. */
  <T> List<T> items(Function<StrictNode, T> reader) {
    List<T> all = new ArrayList<>();
    for (StrictNode item : items()) {
      noting(() -> Optional.of(reader.apply(item)), Optional.<T>empty()).ifPresent(all::add);
    }
    return all;
  }

  String text() {
    if (!node.isTextual()) {
      throw wrong("must be text", "", "put it in quotes");
    }
    return node.textValue();
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw wrong("must be true or false", "", "write true or false without quotes");
    }
    return node.booleanValue();
  }

  long integer(long least, long most) {
    boolean whole = node.isIntegralNumber() && node.canConvertToLong();
    if (!whole || node.longValue() < least || node.longValue() > most) {
      throw wrong(
          "must be a whole number from " + least + " to " + most,
          "",
          "write digits only, within these limits");
    }
    return node.longValue();
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
    throw wrong("must be a single value", "", "write text, a number, true or false");
  }

  /** A scalar read as a type; text for strings and dates, numbers for numbers. */
  Object typed(SqlType type) {
    return read(() -> Scalars.typed(type, scalar()));
  }

  BigDecimal number() {
    if (!node.isNumber()) {
      throw wrong("must be a number", "", "write digits without quotes");
    }
    return node.decimalValue();
  }

  SqlType type() {
    String text = text();
    if (HALF_A_DECIMAL.matcher(text).matches()) {
      throw wrong(
          "the comma ends this value",
          "inside { } a comma separates keys",
          "put the type in quotes: \"decimal(12,2)\"");
    }
    try {
      return SqlType.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong("this is no type", e.getMessage(), nearestType(text));
    }
  }

  private static String nearestType(String text) {
    return java.util.Arrays.stream(SqlType.Kind.values())
        .map(k -> k.name().toLowerCase(java.util.Locale.ROOT))
        .filter(k -> Scalars.distance(k, text) <= 2)
        .min(Comparator.comparingInt(k -> Scalars.distance(k, text)))
        .map(k -> "did you mean " + k + "?")
        .orElse("for numbers with a fraction write decimal(digits, digits after the point)");
  }

  /** One of the constants, written in lower case. */
  <E extends Enum<E>> E oneOf(Class<E> constants) {
    return Scalars.constant(constants, text())
        .orElseThrow(() -> wrong("must be one of " + Scalars.names(constants), "", "choose one"));
  }

  String matching(Pattern form, String rule) {
    String text = text();
    if (!form.matcher(text).matches()) {
      throw wrong(rule);
    }
    return text;
  }

  private <T> T read(Supplier<T> reader) {
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
    findings.ifPresent(f -> f.asked(path, asked));
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      boolean told = findings.isPresent() && OTHER_HALF.matcher(name).matches();
      if (!asked.contains(name) && !told) {
        unknown(name);
      }
    }
  }

  private void unknown(String name) {
    Optional<String> near =
        asked.stream()
            .filter(known -> !node.has(known))
            .filter(known -> Scalars.distance(known, name) <= MAX_SUGGESTION_DISTANCE)
            .filter(known -> Scalars.distance(known, name) < known.length())
            .min(Comparator.comparingInt(known -> Scalars.distance(known, name)));
    // A slip of the finger is told once, not as a missing key, too.
    near.ifPresent(key -> findings.ifPresent(f -> f.remove(path, missing(key))));
    String fix =
        near.map(known -> "did you mean '" + known + "'?")
            .orElse("known keys here: " + String.join(", ", asked));
    Place at = source.map(s -> s.members().get(name).key()).orElse(place());
    note(wrong(at, "unknown key '" + name + "'", "nothing here may be without effect", fix));
  }

  private static String missing(String key) {
    return "the key '" + key + "' is missing";
  }
}
