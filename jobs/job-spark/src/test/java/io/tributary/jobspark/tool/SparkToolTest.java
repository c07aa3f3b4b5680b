package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad data is told by record and column before anything is written, so no session is needed. */
class SparkToolTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CANARY = "77777";
  private static final String YAML =
      """
      name: sums
      title: Sums
      inputs:
        sales:
          columns:
            shop: {type: string}
            items: {type: int, bounds: [0, 100]}
            money: {type: "decimal(8,2)", bounds: [0, 1000]}
            sure: {type: int, nullable: false}
      """;

  @TempDir Path folder;

  @BeforeEach
  void job() throws IOException {
    Files.createDirectory(folder.resolve("job"));
    Files.writeString(folder.resolve("job/job.yaml"), YAML);
    Files.writeString(folder.resolve("job/query.sql"), "SELECT sum(money) AS m FROM sales");
  }

  static Stream<Arguments> badData() {
    String header = "shop,items,money,sure\n";
    return Stream.of(
        Arguments.of("", "has no header"),
        Arguments.of(header, "no records"),
        Arguments.of("shop,items,sure\na,1,1\n", "'money' is missing"),
        Arguments.of(header + "a,1,1,1\na,2,2,2\n", "one value only"),
        Arguments.of(header + "a,1,1,1\nb,77777x,2,2\n", "record 2, column items"),
        Arguments.of(header + "a,1,77777.123,1\nb,1,2,2\n", "record 1, column money"),
        Arguments.of(header + "a,1,77777777,1\nb,1,2,2\n", "record 1, column money"),
        Arguments.of(header + "a,1,1,\nb,1,2,2\n", "record 1, column sure"),
        Arguments.of(header + "a,1,1,1\nb,77777,2\n", "record 2: it has 3 fields"),
        Arguments.of(header + "a,1,1,1\nb,\"77777,2,2\n", "record 2: a quote is never closed"),
        Arguments.of(header + "a,1,1,1\nb,\"77777\"x,2,2\n", "record 2: text follows"),
        Arguments.of("shop,shop,items,money,sure\n", "names a column twice"));
  }

  @ParameterizedTest
  @MethodSource("badData")
  @Tag("threat-13")
  void import_badData_saysWhereButNeverWhat(String csv, String words) throws IOException {
    JsonNode result = run(csv.getBytes(StandardCharsets.UTF_8));
    String message = result.path("error").path("message").asText();
    assertFalse(result.path("ok").asBoolean());
    assertEquals("BAD_DATA", result.path("error").path("code").asText(), message);
    assertTrue(message.contains(words), message);
    assertFalse(result.toString().contains(CANARY), message);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void import_notUtf8_isBadData() throws IOException {
    JsonNode result =
        run("shop,items,money,sure\n\u00e9,1,1,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(result.path("error").path("message").asText().contains("UTF-8"));
  }

  @Test
  void compile_badSql_listsProblems() throws IOException {
    Files.writeString(
        folder.resolve("job/query.sql"), "SELECT sometimes(money), perhaps(items) FROM sales");
    JsonNode result = step("{\"kind\":\"compile\",\"jobs\":[\"" + folder.resolve("job") + "\"]}");
    assertEquals("BAD_JOB", result.path("error").path("code").asText());
    assertTrue(result.path("error").path("problems").size() >= 2);
  }

  @Test
  void compile_goodJob_writesTheFileOnce() throws IOException {
    String step = "{\"kind\":\"compile\",\"jobs\":[\"" + folder.resolve("job") + "\"]}";
    assertTrue(step(step).at("/results/0/jobs/0/changed").asBoolean());
    assertFalse(step(step).at("/results/0/jobs/0/changed").asBoolean());
  }

  @Test
  void checkInputs_namesWhatIsMissing() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "shop,items\na,1\n");
    JsonNode result =
        step(
            "{\"kind\":\"check-inputs\",\"data\":\""
                + folder.resolve("data.csv")
                + "\",\"jobs\":[\""
                + folder.resolve("job")
                + "\"]}");
    assertEquals("[\"money\",\"sure\"]", result.at("/results/0/jobs/0/missing").toString());
    assertFalse(result.at("/results/0/jobs/0/satisfied").asBoolean());
  }

  @Test
  void arguments_unknownKey_isUsage() throws IOException {
    JsonNode result = step("{\"kind\":\"compile\",\"job\":[]}");
    assertEquals("USAGE", result.path("error").path("code").asText());
  }

  private JsonNode run(byte[] csv) throws IOException {
    Files.write(folder.resolve("data.csv"), csv);
    return step(
        "{\"kind\":\"import\",\"splitBy\":\"shop\",\"data\":\""
            + folder.resolve("data.csv")
            + "\",\"jobs\":[\""
            + folder.resolve("job")
            + "\"],\"into\":\""
            + folder.resolve("out")
            + "/{repository}\"}");
  }

  private JsonNode step(String step) throws IOException {
    Path arguments = Files.writeString(folder.resolve("a.json"), "{\"steps\":[" + step + "]}");
    Path result = folder.resolve("r.json");
    int unused = SparkTool.run(arguments, result);
    return MAPPER.readTree(result.toFile());
  }
}
