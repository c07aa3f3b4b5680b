package io.tributary.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.ParameterValues;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParameterHelpTest {
  private static final JobDefinition JOB =
      JobDefinition.parse(
          """
          name: a
          title: b
          inputs: {t: {columns: {x: {type: int}}}}
          parameters:
            amount: {type: "decimal(10,2)", range: [0, 100], default: 0}
            day: {type: date, range: ["2020-01-01", "2020-01-31"]}
            kind: {type: string, values: [plain, it's odd], default: plain}
            flag: {type: boolean}
            count: {type: int}
            free: {type: string, description: anything}
          """
              .getBytes(StandardCharsets.UTF_8));

  @Test
  void help_everyExample_isAllowed() {
    Map<String, String> given = new TreeMap<>();
    for (ParameterHelp help : ParameterHelp.of(JOB)) {
      String value = help.example().substring(("--param " + help.name() + "=").length());
      given.put(help.name(), value.replace("'\\''", "\u0000").replace("'", "").replace('\0', '\''));
    }
    assertEquals(6, ParameterValues.check(JOB, given).size());
    assertEquals("50.00", given.get("amount"));
    assertEquals("2020-01-16", given.get("day"));
    assertEquals("it's odd", given.get("kind"));
  }

  @Test
  void help_saysTypeDomainDefaultAndMeaning() {
    List<ParameterHelp> help = ParameterHelp.of(JOB);
    assertEquals("0.00 to 100.00", help.get(0).allowed());
    assertEquals("0.00", help.get(0).standard());
    assertEquals("one of plain, it's odd", help.get(2).allowed());
    assertEquals("any boolean", help.get(3).allowed());
    assertTrue(help.get(5).standard().isEmpty());
    assertEquals("anything", help.get(5).meaning());
  }
}
