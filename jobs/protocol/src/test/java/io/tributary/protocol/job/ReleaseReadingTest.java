package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReleaseReadingTest {
  private static final String YAML =
      """
      name: visits
      title: Visits
      inputs: {visits: {columns: {person: {type: int}}, subject: person}}
      subjects: disjoint
      release: %s
      """;

  private static JobDefinition read(String release) {
    return JobDefinition.parse(YAML.formatted(release).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void release_withRules_isReadAsWritten() {
    assertEquals(
        Optional.of(
            new Release.Guarded(
                10,
                3,
                Optional.of("person"),
                Optional.of(new Release.Dominance(1, 80)),
                OptionalInt.of(10))),
        read("{min_subjects: 10, min_organisations: 3, subjects: person, dominance: {n: 1, k:"
                + " 80}, p_percent: 10}")
            .release());
    assertEquals(
        Optional.of(new Release.Open("made up")), read("{open: true, reason: made up}").release());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{open: true} | 'reason' is missing",
        "{open: true, reason: ' '} | says why",
        "{open: true, reason: made up, min_subjects: 10} | or it has rules",
        "{reason: made up, min_subjects: 10, min_organisations: 3, subjects: rows} | for open jobs",
        "{} | 'min_subjects' is missing",
        "{min_subjects: 1, min_organisations: 3, subjects: rows} | from 2 to",
        "{min_subjects: ten, min_organisations: 3, subjects: rows} | from 2 to",
        "{min_subjects: 10, min_organisations: 1, subjects: rows} | from 2 to",
        "{min_subjects: 10, subjects: rows} | 'min_organisations' is missing",
        "{min_subjects: 10, min_organisations: 3} | 'subjects' is missing",
        "{min_subjects: 10, min_organisations: 3, subjects: visitor} | no input has this subject",
        "{min_subject: 10, min_organisations: 3, subjects: rows} | min_subjects",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, dominance: {n: 1, k: 100}} | 1 to"
            + " 99",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, dominance: {n: 1}} | 'k' is"
            + " missing",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, p_percent: 0} | 1 to 100",
      })
  void release_withAMistake_isRefusedWithWhatToDo(String release, String told) {
    JobException e = assertThrows(JobException.class, () -> read(release));
    String all = e.getMessage() + e.problems();
    assertTrue(all.contains(told), all);
  }

  @Test
  void subjects_thatMayBeAtSeveralRepositories_areNotCounted() {
    String yaml =
        YAML.replace("subjects: disjoint\n", "")
            .formatted("{min_subjects: 10, min_organisations: 3, subjects: person}");
    JobException e =
        assertThrows(
            JobException.class, () -> JobDefinition.parse(yaml.getBytes(StandardCharsets.UTF_8)));
    assertTrue(e.problems().toString().contains("at one repository"), e.problems().toString());
  }
}
