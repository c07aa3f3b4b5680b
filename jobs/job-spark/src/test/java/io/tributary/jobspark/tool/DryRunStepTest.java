package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A federation of one process: its answer is the pooled one. */
class DryRunStepTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String YAML =
      """
      name: sums
      title: Sums
      inputs:
        sales:
          columns:
            shop: {type: string}
            money: {type: "decimal(8,2)", bounds: [0, 100]}
      parameters:
        least: {type: int, range: [0, 50], step: 1, default: 0}
      dimensions:
        shop: {values: [a, b]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void job() throws IOException {
    Files.writeString(folder.resolve("job.yaml"), YAML);
    Files.writeString(
        folder.resolve("query.sql"),
        "SELECT shop, count(*) AS n, sum(money) AS m, stddev(money) AS s FROM sales"
            + " WHERE money >= :least GROUP BY shop");
    Files.writeString(
        folder.resolve("d.csv"),
        "shop,money,town\na,1.50,x\na,20,y\nb,300,x\nc,4,x\n,5,z\nb,,z\nb,7.25,x\na,8,y\n");
  }

  private JsonNode run(ObjectNode arguments) {
    arguments.put("kind", "dry-run").put("job", folder.toString());
    arguments.putObject("data").put("", folder.resolve("d.csv").toString());
    arguments.put("into", folder.resolve("into-" + System.nanoTime()).toString());
    ObjectNode result = MAPPER.createObjectNode();
    new DryRunStep(TestSession::get, what -> {})
        .run(new Arguments(arguments, DryRunStep.ARGUMENTS), result);
    return result;
  }

  @Test
  void dryRun_byRecord_equalsPooledAndLeavesOneEmpty() {
    JsonNode result = run(MAPPER.createObjectNode());
    assertTrue(result.path("equal").asBoolean(), result.toString());
    assertEquals(List.of(5L, 3L, 0L), rows(result));
    assertEquals(4, result.path("answer").path("rows").size());
    assertEquals(1, sum(result, "clamped"));
    assertEquals(1, sum(result, "other"));
  }

  @Test
  void dryRun_bySplitColumn_equalsPooled() {
    JsonNode result = run(MAPPER.createObjectNode().put("splitBy", "town").put("repositories", 2));
    assertTrue(result.path("equal").asBoolean(), result.toString());
    assertEquals(List.of(4L, 2L, 2L), rows(result));
  }

  @Test
  void dryRun_parameter_isChecked() {
    ObjectNode some = MAPPER.createObjectNode();
    some.putObject("parameters").put("least", "5");
    assertEquals(5, sum(run(some), "counted"));
    ObjectNode wrong = MAPPER.createObjectNode();
    wrong.putObject("parameters").put("least", "51");
    assertThrows(RuntimeException.class, () -> run(wrong));
  }

  @Test
  void dryRun_withNoise_comparesWhatIsBeforeIt_andShowsWhatIsAfter() throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        YAML
            + """
            release:
              min_subjects: 2
              min_organisations: 3
              subjects: rows
              noise: {rho: 0.00001, corrupt: 0}
            limits: {rows: 1000000}
            """);
    JsonNode result = run(MAPPER.createObjectNode());
    assertTrue(result.path("equal").asBoolean(), result.toString());
    assertEquals(4, result.path("pooled").path("rows").size());
    // Of nine rows with noise of hundreds next to nothing is left.
    assertNotEquals(result.path("pooled"), result.path("answer"));
    assertTrue(result.path("noise").path(0).asText().startsWith("n ± "), result.toString());
  }

  /** Ties go up: five rows to six, 105 (300 counts as 100) to 110. Shop b has too few rows. */
  @Test
  void dryRun_withRounding_comparesExactFigures_andShowsRoundedOnes() throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        YAML
            + """
            release:
              min_subjects: 2
              min_organisations: 2
              subjects: rows
              round: {counts: 2, sums: {money: 10}}
            limits: {rows: 1000000}
            """);
    Files.writeString(
        folder.resolve("query.sql"),
        "SELECT shop, count(*) AS n, sum(money) AS m, avg(money) AS mean FROM sales"
            + " WHERE coalesce(money, 0) >= :least GROUP BY shop");
    Files.writeString(
        folder.resolve("d.csv"),
        """
        shop,money,town
        a,1.50,x
        a,20,y
        a,8,x
        a,8,y
        a,,y
        b,1,x
        b,2,y
        c,300,x
        c,4,x
        d,1,y
        d,0,y
        """);
    JsonNode result = run(MAPPER.createObjectNode().put("splitBy", "town").put("repositories", 2));
    assertTrue(result.path("equal").asBoolean(), result.toString());
    assertEquals(3, result.path("pooled").path("rows").size());
    assertEquals(
        "[[\"a\",6,\"40.00\",\"10.000000\"],[\"other\",4,\"110.00\",\"27.500000\"]]",
        result.path("answer").path("rows").toString());
    assertTrue(result.path("rounding").asText().contains("counts to multiples of 2"));
  }

  private static final String COUNTED =
      "SELECT shop, count(*) AS n, sum(money) AS m FROM sales WHERE coalesce(money, 0) >= :least"
          + " GROUP BY shop";

  /** Towns are the contributors: x has 60 of 100 of a, and 61 of 100 of b. */
  @Test
  void dryRun_withDominanceOfASum_hidesWhatOneContributorHolds() throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        YAML
            + """
            release:
              min_subjects: 2
              min_organisations: 2
              subjects: rows
              dominance: {n: 1, k: 60, of: [m]}
            limits: {rows: 1000000}
            """);
    Files.writeString(folder.resolve("query.sql"), COUNTED);
    Files.writeString(
        folder.resolve("d.csv"),
        """
        shop,money,town
        a,30,x
        a,30,x
        a,30,y
        a,10,y
        b,31,x
        b,30,x
        b,30,y
        b,9,y
        """);
    onlyA("[[\"a\",4,\"100.00\"]]");
  }

  /** Town y has two people of a, one of whom is known to x, too; and one of b. */
  @Test
  void dryRun_withOverlappingSubjects_showsWhatTwoContributorsHaveEnoughOf() throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        YAML.replace("columns:", "subject: person\n    columns:\n      person: {type: int}")
            + """
            release:
              min_subjects: 2
              min_organisations: 2
              subjects: {column: person, overlap: true}
            limits: {rows: 1000000}
            """);
    Files.writeString(folder.resolve("query.sql"), COUNTED);
    Files.writeString(
        folder.resolve("d.csv"),
        """
        shop,money,town,person
        a,10,x,1
        a,10,x,2
        a,10,y,2
        a,10,y,3
        b,10,x,1
        b,10,x,2
        b,10,x,3
        b,10,y,4
        b,10,y,4
        """);
    onlyA("[[\"a\",4,\"40.00\"]]");
  }

  private void onlyA(String rows) {
    JsonNode result = run(MAPPER.createObjectNode().put("splitBy", "town").put("repositories", 2));
    assertTrue(result.path("equal").asBoolean(), result.toString());
    assertEquals(2, result.path("pooled").path("rows").size());
    assertEquals(rows, result.path("answer").path("rows").toString());
    assertEquals(1, result.path("hidden").asInt());
  }

  private static List<Long> rows(JsonNode result) {
    return java.util.stream.StreamSupport.stream(result.path("repositories").spliterator(), false)
        .map(one -> one.path("rows").asLong())
        .toList();
  }

  private static long sum(JsonNode result, String key) {
    long sum = 0;
    for (JsonNode one : result.path("repositories")) {
      sum += one.path(key).asLong();
    }
    return sum;
  }
}
