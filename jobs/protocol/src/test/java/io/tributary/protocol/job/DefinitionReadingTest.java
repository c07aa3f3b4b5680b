package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.DefinitionReading.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a job.yaml is told, with the place where a person mends it. */
class DefinitionReadingTest {
  private static final String MANY =
      """
      name: My Job
      title: 7
      inputs:
        trips:
          columns:
            fare: {type: decimal(8,2), bound: [0, 100]}
            tips:
              type: dezimal(8,2)
              bounds: [5, 1]
            hour: {type: int, bounds: [23, 0]}
            bad-name: {type: int}
      parameters:
        least: {type: int, range: [1, 5], default: 9}
      dimensions:
        hour: {other: 7}
      repositorys: {minimum: 1}
      limits: {rows: many, seconds: 0}
      """;

  private static DefinitionReading read(String yaml) {
    return JobDefinition.read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void reading_manyMistakes_namesEachWithItsPlace() {
    List<String> told =
        read(MANY).problems().stream()
            .map(p -> p.line() + ":" + p.column() + " " + p.path())
            .toList();
    assertEquals(
        List.of(
            "1:7 name",
            "2:8 title",
            "6:20 inputs.trips.columns.fare.type",
            "6:34 inputs.trips.columns.fare",
            "8:15 inputs.trips.columns.tips.type",
            "10:33 inputs.trips.columns.hour.bounds",
            "11:7 inputs.trips.columns.bad-name",
            "13:46 parameters.least.default",
            "15:3 dimensions.hour",
            "16:1 ",
            "17:16 limits.rows",
            "17:31 limits.seconds"),
        told);
  }

  @Test
  void reading_manyMistakes_areOneException() {
    byte[] yaml = MANY.getBytes(StandardCharsets.UTF_8);
    JobException refusal = assertThrows(JobException.class, () -> JobDefinition.parse(yaml));
    assertEquals(12, refusal.problems().size());
    assertTrue(refusal.getMessage().contains("did you mean 'repositories'?"), refusal.getMessage());
  }

  @Test
  void reading_mistakesApartFromTheQuery_leaveItFitForTheQuery() {
    String apart =
        """
        name: My Job
        title: A title
        inputs: {t: {columns: {x: {type: int}}}}
        limits: {rows: many}
        """;
    assertTrue(read(apart).fitForQuery());
    assertFalse(read(apart.replace("type: int", "typ: int")).fitForQuery());
    assertFalse(read(MANY).fitForQuery());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: a\\n  title: b | 2 | not valid YAML",
        "name: [a | 1 | not valid YAML",
        "name: a\\nname: b\\ntitle: t | 2 | appears twice",
        "'' | 1 | empty",
        "name: &x a\\ntitle: *x | 2 | refers to another place",
        "name: a\\n--- \\nname: b | 3 | second document",
        "just words | 1 | must be a mapping",
        "name: a\\nextra: .inf | 2 | not a finite number",
        "name: a\\nextra: !!binary aGk= | 2 | tags",
      })
  void reading_brokenText_isToldByLine(String yaml, int line, String words) {
    List<DefinitionProblem> problems = read(yaml.replace("\\n", "\n")).problems();
    assertTrue(
        problems.stream().anyMatch(p -> p.line() == line && p.what().contains(words)),
        problems.toString());
  }

  @Test
  void reading_misspeltRequiredKey_isToldOnce() {
    List<DefinitionProblem> problems =
        read("name: a\ntitel: b\ninputs: {t: {columns: {x: {type: int}}}}\n").problems();
    assertEquals(1, problems.size(), problems.toString());
    assertTrue(problems.get(0).fix().contains("did you mean 'title'"), problems.toString());
  }

  @Test
  void reading_deepNesting_isRefused() {
    String deep = "a: " + "[".repeat(500) + "]".repeat(500);
    assertThrows(JobException.class, () -> read(deep));
  }

  @Test
  void reading_good_knowsWhereEachKeyIs() {
    DefinitionReading reading =
        read("name: a\ntitle: b\ninputs:\n  t:\n    columns:\n      x: {type: int}\n");
    assertEquals(List.of(), reading.problems());
    assertEquals(new Place(6, 7), reading.places().get("inputs.t.columns.x"));
    assertEquals(new Place(6, 17), reading.places().get("inputs.t.columns.x.type"));
  }
}
