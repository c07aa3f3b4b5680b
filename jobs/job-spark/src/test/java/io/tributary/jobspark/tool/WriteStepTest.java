package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.jobspark.TestSession;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.SqlType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteStepTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Answer ANSWER =
      new Answer(
          List.of(
              new Answer.Column("shop", SqlType.STRING),
              new Answer.Column("day", SqlType.DATE),
              new Answer.Column("hour", SqlType.INT),
              new Answer.Column("sales", SqlType.BIGINT),
              new Answer.Column("money", SqlType.decimal(38, 2)),
              new Answer.Column("spread", SqlType.DOUBLE)),
          List.of(
              Arrays.asList(
                  "north",
                  LocalDate.of(2024, 2, 29),
                  7L,
                  3_000_000_000L,
                  new BigDecimal("123456789012345678901234567890.12"),
                  0.1),
              Arrays.asList(null, null, null, null, null, null)));

  @TempDir private Path folder;

  private static JsonNode step(String answer, Path into) throws IOException {
    ObjectNode step = MAPPER.createObjectNode().put("kind", "write").put("into", into.toString());
    step.set("answer", MAPPER.readTree(answer));
    return step;
  }

  private static void run(JsonNode step) {
    new WriteStep(TestSession::get)
        .run(new Arguments(step, WriteStep.ARGUMENTS), MAPPER.createObjectNode());
  }

  @Test
  void write_everyKindOfValue_isReadBackBySpark() throws IOException {
    Path file = folder.resolve("answer.parquet");
    run(step(ANSWER.toJson(), file));
    Dataset<Row> read = TestSession.get().read().parquet(file.toString());
    assertArrayEquals(
        new String[] {"shop", "day", "hour", "sales", "money", "spread"}, read.columns());
    assertEquals(
        "struct<shop:string,day:date,hour:int,sales:bigint,money:decimal(38,2),spread:double>",
        read.schema().simpleString());
    List<Row> rows = read.collectAsList();
    assertEquals("north", rows.get(0).getString(0));
    assertEquals("2024-02-29", rows.get(0).get(1).toString());
    assertEquals(7, rows.get(0).getInt(2));
    assertEquals(3_000_000_000L, rows.get(0).getLong(3));
    assertEquals(new BigDecimal("123456789012345678901234567890.12"), rows.get(0).getDecimal(4));
    assertEquals(0.1, rows.get(0).getDouble(5));
    for (int i = 0; i < read.columns().length; i++) {
      assertNull(rows.get(1).get(i));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList(), "nothing else is left");
    }
  }

  @Test
  void write_noAnswer_isUsage() throws IOException {
    JsonNode step = step("{\"columns\":7}", folder.resolve("answer.parquet"));
    assertEquals(
        ToolException.Code.USAGE, assertThrows(ToolException.class, () -> run(step)).code());
  }
}
