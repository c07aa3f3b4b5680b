package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterRangeTest {
  private static final String YAML =
      """
      name: sample
      title: A sample
      inputs: {t: {columns: {x: {type: int, bounds: [0, 9]}}}}
      parameters:
        most: {type: "decimal(8,2)", range: [1, 10], step: 0.5, default: 10}
      release: {min_subjects: 5, min_organisations: 2, subjects: rows}
      """;

  private static JobDefinition job(String parameter) {
    String yaml = YAML.replaceAll("most: .*", parameter.replace("$", "\\$"));
    return JobDefinition.parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "'decimal(8,2)', 1, 10, 0.5, 19, 5.50, 5.51",
    "int, -3, 4, 2, 4, 1, 2",
    "date, 2020-01-01, 2020-12-31, 7, 53, 2020-01-08, 2020-01-09",
    "timestamp_ntz, 2020-01-01T00:00:00, 2020-01-02T00:00:00, 3600, 25, 2020-01-01T05:00:00,"
        + " 2020-01-01T05:00:01"
  })
  void values_areTheLowerOneAndSteps(
      String type, String lower, String upper, BigDecimal step, int size, String in, String out) {
    SqlType sql = SqlType.parse(type);
    ParameterRange range = ParameterRange.of(sql, sql.read(lower), sql.read(upper)).inStepsOf(step);
    assertEquals(BigInteger.valueOf(size), range.size());
    assertTrue(range.holds(sql.read(in)));
    assertEquals(false, range.holds(sql.read(out)));
    assertEquals(sql.read(lower), range.value(BigInteger.ZERO));
    for (int i = 0; i < size; i++) {
      assertTrue(range.holds(range.value(BigInteger.valueOf(i))));
    }
    assertTrue(range.words().contains("in steps of " + step.toPlainString()), range.words());
  }

  /** Shifted a little, the question is another one: only those of the grid are answered. */
  @Test
  @Tag("threat-42")
  void question_betweenTheSteps_isRefused() {
    JobDefinition job = job("most: {type: \"decimal(8,2)\", range: [1, 10], step: 0.5}");
    assertEquals("3.50", ParameterValues.check(job, Map.of("most", "3.5")).get("most"));
    JobException refusal =
        assertThrows(JobException.class, () -> ParameterValues.check(job, Map.of("most", "3.51")));
    assertTrue(refusal.getMessage().contains("in steps of 0.5"), refusal.getMessage());
  }

  @ParameterizedTest
  @Tag("threat-42")
  @CsvSource(
      delimiter = '|',
      value = {
        "most: {type: int, range: [1, 10]}",
        "most: {type: int}",
        "most: {type: string, default: a}",
        "most: {type: date, range: ['2020-01-01', '2020-12-31']}"
      })
  void jobThatHidesGroups_withAParameterWithoutSteps_isRefused(String parameter) {
    JobException refusal = assertThrows(JobException.class, () -> job(parameter));
    assertTrue(refusal.getMessage().contains("as finely as"), refusal.getMessage());
  }
}
