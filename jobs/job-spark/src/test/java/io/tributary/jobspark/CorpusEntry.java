package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A query of the corpus: comment lines {@code -- key: value}, then the SQL up to a semicolon. A
 * {@code $name} in {@code dimensions} stands for a usual domain.
 *
 * @param keys what the comment lines say
 */
record CorpusEntry(String file, Map<String, String> keys, String sql) {
  private static final Map<String, String> DOMAINS =
      Map.of(
          "$grp", "grp: {values: [c, a, b]}",
          "$flag", "flag: {values: [true, false]}",
          "$code", "code: {range: [0, 9]}",
          "$city", "city: {values: ['Zürich', '東京', 'Łódź', '', ' a ', \"o'Brien\", 'zürich']}",
          "$y", "y: {values: [2020, 2021, 2022, 2024], other: 0}",
          "$band", "band: {values: [low, high]}",
          "$days",
              IntStream.range(0, 60)
                  .mapToObj(i -> "'" + LocalDate.of(2021, 1, 1).plusDays(i) + "'")
                  .collect(Collectors.joining(", ")));

  static List<CorpusEntry> read(String file) {
    try (InputStream in = CorpusEntry.class.getResourceAsStream("/corpus/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<CorpusEntry> entries = new ArrayList<>();
      Map<String, String> keys = new LinkedHashMap<>();
      StringBuilder sql = new StringBuilder();
      for (String line : text.lines().toList()) {
        int colon = line.indexOf(": ");
        if (line.startsWith("-- ") && colon > 0) {
          keys.put(line.substring(3, colon), line.substring(colon + 2));
        } else if (!line.startsWith("--")) {
          sql.append(line).append('\n');
        }
        if (line.endsWith(";")) {
          String whole = sql.toString().strip();
          entries.add(
              new CorpusEntry(file, Map.copyOf(keys), whole.substring(0, whole.length() - 1)));
          keys.clear();
          sql.setLength(0);
        }
      }
      return entries;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  JobDefinition job() {
    return Visits.job(declarations());
  }

  /** What job.yaml must say beyond the tables. */
  String declarations() {
    StringBuilder yaml = new StringBuilder();
    for (String key : List.of("dimensions", "bins", "parameters")) {
      key(key).ifPresent(v -> yaml.append(key).append(": {").append(expanded(v)).append("}\n"));
    }
    return yaml.toString();
  }

  private static String expanded(String text) {
    String expanded = text;
    for (Map.Entry<String, String> domain : DOMAINS.entrySet()) {
      expanded = expanded.replaceAll("\\" + domain.getKey() + "\\b", domain.getValue());
    }
    return expanded;
  }

  /** The asker's parameters: one {@code name=value}. */
  Map<String, String> given() {
    return key("given").map(g -> g.split("=", 2)).map(g -> Map.of(g[0], g[1])).orElse(Map.of());
  }

  Optional<String> key(String key) {
    return Optional.ofNullable(keys.get(key));
  }

  /** Whether plain Spark over clean rows has to give the answer with no transform at all. */
  boolean isDirect() {
    return key("direct").isEmpty()
        && key("parameters").isEmpty()
        && !sql.contains("LIMIT")
        && !sql.contains("OFFSET");
  }

  @Override
  public String toString() {
    return file + ", " + keys.get("name");
  }
}
