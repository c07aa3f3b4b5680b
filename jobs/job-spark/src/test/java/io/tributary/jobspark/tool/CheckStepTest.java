package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything wrong with a folder is told at once, each where a person mends it. */
class CheckStepTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String YAML =
      """
      name: sums
      title: Sums
      inputs:
        sales:
          columns:
            shop: {type: string}
            money: {type: "decimal(8,2)", bounds: [0, 1000]}
      dimensions:
        shop: {values: [a, b]}
      """;
  private static final String SQL = "SELECT shop, sum(money) AS m FROM sales GROUP BY shop\n";

  private static final String RELEASE = "release: {open: true, reason: made up}\n";

  @TempDir private Path folder;

  private List<String> check(String yaml, String sql) throws IOException {
    Files.writeString(folder.resolve("job.yaml"), yaml + RELEASE);
    Files.writeString(folder.resolve("query.sql"), sql);
    Files.writeString(folder.resolve("README.md"), "Words.");
    return places(check(folder));
  }

  private static JsonNode check(Path job) {
    ObjectNode result = MAPPER.createObjectNode();
    ObjectNode arguments = MAPPER.createObjectNode().put("kind", "check");
    new CheckStep()
        .run(new Arguments(arguments.put("job", job.toString()), CheckStep.ARGUMENTS), result);
    return result;
  }

  private static List<String> places(JsonNode result) {
    List<String> places = new ArrayList<>();
    result
        .path("problems")
        .forEach(
            p ->
                places.add(
                    p.path("file").asText() + ":" + p.path("line") + ":" + p.path("column")));
    return places;
  }

  static List<Path> catalogue() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("../catalog"))) {
      return folders.filter(f -> Files.exists(f.resolve("job.yaml"))).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void catalogueJob_isInOrder(Path job) {
    JsonNode result = check(job);
    assertEquals(List.of(), places(result), result.toString());
    assertTrue(result.path("cells").asInt() > 0);
  }

  @Test
  void mistakesInBothFiles_areToldTogether() throws IOException {
    String yaml =
        YAML.replace("title: Sums", "titel: Sums").replace("decimal(8,2)", "decimal(99,2)");
    assertEquals(
        List.of("job.yaml:2:1", "job.yaml:7:21", "query.sql:1:14", "query.sql:1:36"),
        check(yaml, "SELECT shop, sometimes(money) FROM seals GROUP BY shop"));
  }

  @Test
  void mistakeApartFromTheQuery_doesNotHideItsMistakes() throws IOException {
    List<String> places =
        check(YAML.replace("name: sums", "name: My Sums"), SQL.replace("m FROM", "shop FROM"));
    assertEquals(2, places.size(), places.toString());
    assertEquals("job.yaml:1:7", places.get(0));
    assertTrue(places.get(1).startsWith("query.sql:1:"), places.toString());
  }

  @Test
  void declaredButUnused_isShownWhereItIsDeclared() throws IOException {
    assertEquals(List.of("job.yaml:10:3"), check(YAML + "  town: {values: [x]}\n", SQL));
  }

  @Test
  void tooManyCells_isShownAtTheLimit() throws IOException {
    assertEquals(List.of("job.yaml:10:17"), check(YAML + "limits: {cells: 2}\n", SQL));
  }

  @Test
  void jobWithoutReleaseRules_isNotInOrder() throws IOException {
    assertEquals(List.of(), check(YAML, SQL));
    Files.writeString(folder.resolve("job.yaml"), YAML);
    assertEquals(List.of("job.yaml:1:1"), places(check(folder)));
  }

  @Test
  void missingFiles_areNamed() throws IOException {
    Files.writeString(folder.resolve("query.sql"), SQL);
    assertEquals(List.of("job.yaml:0:0", "README.md:0:0"), places(check(folder)));
    Files.writeString(folder.resolve("README.md"), "  \n");
    assertFalse(places(check(folder)).isEmpty());
  }
}
