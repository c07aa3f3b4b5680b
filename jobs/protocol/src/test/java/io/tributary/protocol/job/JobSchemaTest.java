package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema and the strict reader know the same keys and judge the same samples. */
class JobSchemaTest {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
  private static final JsonSchema SCHEMA = FACTORY.getSchema(JobSchema.text());
  private static final JsonNode TREE = tree();

  private static JsonNode tree() {
    try {
      return new ObjectMapper().readTree(JobSchema.text());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String everyKey() throws IOException {
    return sampleText("every-key.yaml");
  }

  private static String sampleText(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/job", name));
  }

  private static Set<String> refusals(String yaml) {
    Set<String> told = new TreeSet<>();
    SCHEMA.validate(yaml, InputFormat.YAML).forEach(message -> told.add(message.toString()));
    return told;
  }

  static List<Path> catalogue() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("../catalog"))) {
      return folders.map(folder -> folder.resolve("job.yaml")).filter(Files::exists).toList();
    }
  }

  @Test
  void schema_isOneItself() {
    JsonSchema meta = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));
    assertEquals(Set.of(), Set.copyOf(meta.validate(JobSchema.text(), InputFormat.JSON)));
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void catalogueJob_validates(Path file) throws IOException {
    assertEquals(Set.of(), refusals(Files.readString(file)));
  }

  /** The reader records what it asks for; the schema's properties must be just that. */
  @Test
  void schemaAndReader_knowTheSameKeys() throws IOException {
    Map<String, Set<String>> known = new TreeMap<>();
    properties(TREE, "", known);
    Map<String, Set<String>> asked = new TreeMap<>();
    sample("every-key.yaml")
        .forEach((path, keys) -> asked.merge(free(path), keys, JobSchemaTest::union));
    sample("noise.yaml")
        .forEach((path, keys) -> asked.merge(free(path), keys, JobSchemaTest::union));
    assertEquals(known, asked);
  }

  /** What the reader asks for in a good sample. */
  private static Map<String, Set<String>> sample(String name) throws IOException {
    Findings findings = new Findings();
    DefinitionReading reading =
        DefinitionReader.read(sampleText(name).getBytes(StandardCharsets.UTF_8), findings);
    assertEquals(List.of(), reading.problems());
    assertEquals(Set.of(), refusals(sampleText(name)));
    return findings.asked();
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    Set<String> both = new TreeSet<>(a);
    both.addAll(b);
    return both;
  }

  /** Free names become a star. */
  private static String free(String path) {
    return path.replaceAll("^(inputs|parameters|dimensions|bins)\\.[^.]+", "$1.*")
        .replaceAll("\\.columns\\.[^.]+", ".columns.*");
  }

  private static void properties(JsonNode schema, String path, Map<String, Set<String>> known) {
    if (schema.has("$ref")) {
      properties(TREE.at(schema.path("$ref").asText().substring(1)), path, known);
    }
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              known.computeIfAbsent(path, p -> new TreeSet<>()).add(property.getKey());
              String below = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
              properties(property.getValue(), below, known);
            });
    if (schema.path("additionalProperties").isObject()) {
      properties(schema.path("additionalProperties"), path + ".*", known);
    }
  }

  @Test
  void schema_everyProperty_isExplained() {
    TREE.path("properties").properties().forEach(p -> assertExplained(p.getKey(), p.getValue()));
    TREE.path("$defs").properties().forEach(d -> assertExplained(d.getKey(), d.getValue()));
  }

  private static void assertExplained(String name, JsonNode schema) {
    boolean refers = schema.has("$ref");
    assertTrue(refers || schema.hasNonNull("description"), name + " has no description");
    schema.path("properties").properties().forEach(p -> assertExplained(p.getKey(), p.getValue()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "name: every-key | name: Every Key",
        "title: Every key of a job | titel: Every key of a job",
        "title: Every key of a job | title: 7",
        "bounds: [0, 100] | bound: [0, 100]",
        "bounds: [0, 100] | bounds: [0]",
        "bounds: [0, 100] | bounds: [0, '100']",
        "type: double, scale: 3 | type: double",
        "table: regions.csv | table: ../regions.csv",
        "subjects: disjoint | subjects: shared",
        "bounds: [1990-01-01, | bounds: [long ago,",
        "rounding: half_up | rounding: half-up",
        "nullable: false | nullable: 0",
        "type: \"decimal(8,2)\" | type: \"decimal(8)\"",
        "type: \"decimal(8,2)\" | type: money",
        "  trips: | 2trips:",
        "values: [a, b], other | values: [a, b], range: [1, 2], other",
        "values: [a, b], other | other",
        "values: [a, b], other | values: [], other",
        "range: [1, 12] | range: [1, 12, 13]",
        "range: [1, 12] | range: [1, 12.5]",
        "rule: any | rule: some",
        "minimum: 2 | minimum: 1",
        "minimum: 2, | ",
        "rows: 1000 | rows: 0",
        "cells: 100 | cells: many",
        "plot: {kind: bar, | plot: {sort: bar,",
        "inputs: | input:",
        "kind: t_test | kind: t-test",
        "formula: fare ~ 1 | formula: 7",
        "formula: fare ~ 1, | ",
        "mean: 2.5 | mean: much",
        "mean: 2.5 | means: 2.5",
      })
  void badSample_isRefusedByBoth(String from, String to) throws IOException {
    String broken =
        everyKey().replaceFirst(java.util.regex.Pattern.quote(from), to == null ? "" : to);
    assertFalse(broken.equals(everyKey()), "the sample has no " + from);
    assertFalse(refusals(broken).isEmpty(), "the schema accepts " + to);
    DefinitionReading reading = JobDefinition.read(broken.getBytes(StandardCharsets.UTF_8));
    assertFalse(reading.problems().isEmpty(), "the reader accepts " + to);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "epsilon: 1 | epsilon: 0",
        "epsilon: 1 | epsilon: 21",
        "epsilon: 1 | epsilon: much",
        "    delta: 0.000001 | ",
        "delta: 0.000001 | delta: 0.02",
        "    epsilon: 1 | ",
        "rows: 4 | rows: 0",
        "rows: 4, | ",
        "repositories: 2 | repositories: 0",
        "corrupt: 1 | corrupt: -1",
        "    corrupt: 1 | ",
        "per_subject: | per_subjects:",
      })
  void badNoise_isRefusedByBoth(String from, String to) throws IOException {
    String good = sampleText("noise.yaml");
    String broken = good.replaceFirst(java.util.regex.Pattern.quote(from), to == null ? "" : to);
    assertFalse(broken.equals(good), "the sample has no " + from);
    assertFalse(refusals(broken).isEmpty(), "the schema accepts " + to);
    DefinitionReading reading = JobDefinition.read(broken.getBytes(StandardCharsets.UTF_8));
    assertFalse(reading.problems().isEmpty(), "the reader accepts " + to);
  }
}
