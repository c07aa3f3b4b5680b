package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Four shops: a sells 300 times, b 30 times at one place, c 3 times, d never. */
class AccuracyStepTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  @BeforeEach
  void job() throws IOException {
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        name: sums
        title: Sums
        inputs:
          sales:
            columns:
              shop: {type: string}
              money: {type: int, bounds: [0, 10]}
        dimensions:
          shop: {values: [a, b, c, d], other: other}
        release: {min_subjects: 10, min_organisations: 3, subjects: rows}
        """);
    Files.writeString(
        folder.resolve("query.sql"),
        "SELECT shop, count(*) AS n, sum(coalesce(money, 0)) AS m FROM sales GROUP BY shop");
    StringBuilder csv = new StringBuilder("shop,money,town\n");
    for (int i = 0; i < 300; i++) {
      csv.append("a,5,").append(i % 3 == 0 ? "x\n" : "y\n");
    }
    csv.append("b,5,x\n".repeat(30)).append("c,5,x\n".repeat(3));
    Files.writeString(folder.resolve("d.csv"), csv);
  }

  private JsonNode run(double... epsilons) {
    ObjectNode arguments = MAPPER.createObjectNode();
    arguments.put("kind", "accuracy").put("job", folder.toString());
    arguments.putObject("data").put("", folder.resolve("d.csv").toString());
    arguments.put("into", folder.resolve("into").toString());
    arguments.put("splitBy", "town").put("repositories", 2).put("draws", 200);
    for (double epsilon : epsilons) {
      arguments.withArray("epsilons").add(epsilon);
    }
    arguments.withArray("sizes").add(2).add(20).add(150);
    ObjectNode result = MAPPER.createObjectNode();
    new AccuracyStep(TestSession::get, what -> {})
        .run(new Arguments(arguments, AccuracyStep.ARGUMENTS), result);
    return result;
  }

  @Test
  void accuracy_ofASample_fallsWithEpsilonAndWithK() {
    JsonNode result = run(0.5, 5);
    assertEquals(333, result.path("rows").asLong());
    assertEquals(3, result.path("groups").asInt());
    assertEquals(2, result.path("measured").asInt());
    JsonNode strict = result.path("noise").path(0);
    JsonNode loose = result.path("noise").path(1);
    for (String figure : new String[] {"counts", "sums"}) {
      assertTrue(strict.path(figure).asDouble() > 3 * loose.path(figure).asDouble(), figure);
      assertTrue(loose.path(figure).asDouble() > 0, figure);
    }
    // b and c are at one repository: without its largest contributor nothing is left of either.
    assertEquals(2 / 3.0, result.path("hidden").path(0).path("groups").asDouble(), 1e-9);
    assertEquals(33 / 333.0, result.path("hidden").path(1).path("rows").asDouble(), 1e-9);
    assertEquals(1, result.path("hidden").path(2).path("rows").asDouble(), 1e-9);
  }

  @Test
  void accuracy_ofAJobThatCannotHaveNoise_saysWhy() throws IOException {
    Files.writeString(
        folder.resolve("query.sql"), "SELECT shop, max(money) AS m FROM sales GROUP BY shop");
    RuntimeException e = assertThrows(RuntimeException.class, () -> run(1));
    assertTrue(e.getMessage().contains("cannot be answered with noise"), e.getMessage());
  }
}
