package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.TestSession;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole import, with Delta: what is in the tables afterwards, and what is not. */
class ImportStepTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String YAML =
      """
      name: sums
      title: Sums
      inputs:
        sales:
          columns:
            row_group: {type: string}
            tiny: {type: tinyint, bounds: [-128, 127]}
            large: {type: bigint, bounds: [-1000, 1000]}
            money: {type: "decimal(8,2)", bounds: [0, 1000]}
            wide: {type: "decimal(38,4)", bounds: [0, 1000]}
            day: {type: date}
            moment: {type: timestamp}
            local: {type: timestamp_ntz}
            yes: {type: boolean}
            sure: {type: int, nullable: false}
      """;
  private static final String HEADER =
      "row_group,tiny,large,money,wide,day,moment,local,yes,sure,dropped\n";

  @TempDir Path folder;

  @BeforeEach
  void job() throws IOException {
    Files.createDirectory(folder.resolve("job"));
    Files.writeString(folder.resolve("job/job.yaml"), YAML);
    Files.writeString(folder.resolve("job/query.sql"), "SELECT sum(money) AS m FROM sales");
  }

  @Test
  void import_everyType_arrivesExactly() throws IOException {
    run(
        HEADER
            + "a,-128,9223372036854775807,-999999.99,-1234567890123456789012345678901234.5678,"
            + "0001-01-01,1969-12-31 23:59:59.000001,1998-12-01 12:00:00,true,1,x\n"
            + "a,,,,,,,,,2,x\n"
            + "b,1,2,3,4,1998-12-01,,,false,3,x\n",
        2);
    assertEquals(
        List.of(
            RowFactory.create(
                "a",
                (byte) -128,
                Long.MAX_VALUE,
                new BigDecimal("-999999.99"),
                new BigDecimal("-1234567890123456789012345678901234.5678"),
                LocalDate.of(1, 1, 1),
                Instant.parse("1969-12-31T23:59:59.000001Z"),
                LocalDateTime.of(1998, 12, 1, 12, 0),
                true,
                1),
            RowFactory.create("a", null, null, null, null, null, null, null, null, 2)),
        table("r01").orderBy("sure").collectAsList());
    assertFalse(table("r01").schema().apply("sure").nullable());
    assertEquals(1, table("r02").count());
  }

  @Test
  void import_manyRowsAndRepositories_fewCommitsAndNothingLost() throws IOException {
    StringBuilder csv = new StringBuilder(HEADER);
    int rows = 45_000;
    for (int i = 0; i < rows; i++) {
      csv.append("v").append(i % 7 * (i % 3)).append(",,,1.5,,,,,,").append(i).append(",\n");
    }
    ObjectNode result = run(csv.toString(), 3);
    List<String> ids = List.of("r01", "r02", "r03", "others");
    assertEquals(ids, result.findValuesAsText("id"));
    long total = 0;
    for (int i = 0; i < ids.size(); i++) {
      long count = table(ids.get(i)).count();
      assertEquals(result.at("/repositories/" + i + "/rows").asLong(), count);
      assertEquals(2, commits(ids.get(i)), "create and one append");
      total += count;
    }
    assertEquals(rows, total);
    Dataset<Row> all = ids.stream().map(this::table).reduce(Dataset::union).orElseThrow();
    assertEquals(rows, all.select("sure").distinct().count());
  }

  @Test
  void import_badLastRecord_leavesNothing() throws IOException {
    String rows =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "v" + i % 2 + ",,,1.5,,,,,," + i + ",\n")
            .reduce(new StringBuilder(HEADER), StringBuilder::append, StringBuilder::append)
            .toString();
    ToolException e = assertThrows(ToolException.class, () -> run(rows + "v1,,,1.5,,,,,,,\n", 2));
    assertEquals(
        "record 30001, column sure: the value is blank, but the column is declared not nullable",
        e.getMessage());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void import_oneTableIsThere_leavesItAndWritesNoOther() throws IOException {
    Path there = Files.createDirectories(folder.resolve("out/r02/sales"));
    assertThrows(ToolException.class, () -> run(HEADER + "a,,,,,,,,,1,\nb,,,,,,,,,2,\n", 2));
    assertEquals(List.of(there), files(folder.resolve("out/r02")));
    assertFalse(Files.exists(folder.resolve("out/r01/sales")));
  }

  @Test
  void import_afterOneThatWasKilled_startsAfresh() throws IOException {
    Path draft = Files.createDirectories(folder.resolve("out/r01/.sales.importing"));
    Files.writeString(draft.resolve("part-0.parquet"), "half");
    run(HEADER + "a,,,,,,,,,1,\nb,,,,,,,,,2,\n", 2);
    assertEquals(1, table("r01").count());
    assertFalse(Files.exists(draft));
  }

  private ObjectNode run(String csv, int repositories) throws IOException {
    Files.writeString(folder.resolve("data.csv"), csv);
    ObjectNode step =
        MAPPER
            .createObjectNode()
            .put("data", folder.resolve("data.csv").toString())
            .put("splitBy", "row_group")
            .put("repositories", repositories)
            .put("into", folder.resolve("out") + "/{repository}");
    step.putArray("jobs").add(folder.resolve("job").toString());
    ObjectNode result = MAPPER.createObjectNode();
    new ImportStep(TestSession::get, what -> {})
        .run(new Arguments(step, ImportStep.ARGUMENTS), result);
    return result;
  }

  private Dataset<Row> table(String repository) {
    return TestSession.get()
        .read()
        .format("delta")
        .load(folder.resolve("out").resolve(repository).resolve("sales").toString());
  }

  private long commits(String repository) throws IOException {
    return files(folder.resolve("out").resolve(repository).resolve("sales/_delta_log")).stream()
        .filter(f -> f.toString().endsWith(".json"))
        .count();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
