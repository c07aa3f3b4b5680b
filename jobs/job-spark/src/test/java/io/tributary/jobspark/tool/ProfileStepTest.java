package io.tributary.jobspark.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileStepTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private JsonNode profile(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), csv);
    ObjectNode result = MAPPER.createObjectNode();
    ObjectNode arguments = MAPPER.createObjectNode().put("kind", "profile");
    new ProfileStep(
            () -> {
              throw new AssertionError("a CSV needs no session");
            })
        .run(new Arguments(arguments.put("data", file.toString()), ProfileStep.ARGUMENTS), result);
    return result;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "1;2;300 | whole | 1 | 300 | 0",
        "1;-2.50;3e2 | number | -2.50 | 3e2 | 1",
        "01234;99999 | text | - | - | 0",
        "1990-01-31;2020-12-01 | date | - | - | 0",
        "true;FALSE | bool | - | - | 0",
        "true;1 | text | - | - | 0",
        "1990-02-31 | text | - | - | 0",
        "0 | whole | 0 | 0 | 0",
        "100.0;200.00 | number | 100.0 | 200.00 | 0",
      })
  void column_kindAndExtremes_followFromItsValues(
      String values, String kind, String least, String most, int scale) throws IOException {
    JsonNode column = profile("x\n" + values.replace(';', '\n') + "\n").path("columns").get(0);
    assertEquals(kind, column.path("kind").asText());
    assertEquals(scale, column.path("scale").asInt());
    if (least != null) {
      assertEquals(new BigDecimal(least), new BigDecimal(column.path("least").asText()));
      assertEquals(0, new BigDecimal(most).compareTo(new BigDecimal(column.path("most").asText())));
    }
  }

  @Test
  void column_fewValues_areCounted_manyAreNot() throws IOException {
    StringBuilder csv = new StringBuilder("few,many,blank\n");
    for (int i = 0; i < 100; i++) {
      csv.append(i % 3).append(",v").append(i).append(",\n");
    }
    JsonNode columns = profile(csv.toString()).path("columns");
    assertEquals(3, columns.get(0).path("values").size());
    assertEquals(34, columns.get(0).path("values").get(0).path("count").asInt());
    assertFalse(columns.get(1).has("values"));
    assertEquals(100, columns.get(2).path("blanks").asInt());
    assertEquals("text", columns.get(2).path("kind").asText());
  }

  @Test
  void file_withoutRecords_isRefused() {
    assertThrows(ToolException.class, () -> profile("x,y\n"));
  }
}
