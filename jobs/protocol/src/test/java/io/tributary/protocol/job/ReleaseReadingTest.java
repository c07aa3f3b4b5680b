package io.tributary.protocol.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.mpc.noise.Zcdp;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

  @Test
  void rulesOnValues_areReadAsWritten_shortFormsAreOfCounts() {
    Release.Guarded rules =
        guarded(
            "subjects: person, dominance: {n: 2, k: 75, of: [pay, subjects]}, p_percent: {percent:"
                + " 15, of: [pay, tips]}");
    assertEquals(
        Optional.of(new Release.Dominance(2, 75, new Release.Quantities(true, List.of("pay")))),
        rules.dominance());
    assertEquals(
        Optional.of(
            new Release.PPercent(15, new Release.Quantities(false, List.of("pay", "tips")))),
        rules.pPercent());
    assertEquals(
        guarded("subjects: rows, dominance: {n: 1, k: 80}, p_percent: 10"),
        guarded(
            "subjects: rows, dominance: {n: 1, k: 80, of: [subjects]}, p_percent: {percent: 10}"));
  }

  private static Release.Guarded guarded(String rules) {
    return (Release.Guarded)
        read("{min_subjects: 10, min_organisations: 3, " + rules + "}").release().orElseThrow();
  }

  @Test
  void overlap_isReadAsWritten_andRefusedBesideAPromiseOfNone() {
    String rules =
        "{min_subjects: 10, min_organisations: 3, subjects: {column: person, overlap:"
            + " true}%s}";
    String yaml = YAML.replace("subjects: disjoint\n", "");
    Release.Guarded read =
        (Release.Guarded)
            JobDefinition.parse(
                    yaml.formatted(rules.formatted(", p_percent: {percent: 5, of: [pay]}"))
                        .getBytes(StandardCharsets.UTF_8))
                .release()
                .orElseThrow();
    assertTrue(read.overlap());
    assertEquals(Optional.of("person"), read.subjects());
    for (String more : List.of(", p_percent: 5", ", dominance: {n: 1, k: 80}")) {
      JobException e =
          assertThrows(
              JobException.class,
              () ->
                  JobDefinition.parse(
                      yaml.formatted(rules.formatted(more)).getBytes(StandardCharsets.UTF_8)));
      assertTrue(e.problems().toString().contains("count several times"), e.problems().toString());
    }
    JobException e = assertThrows(JobException.class, () -> read(rules.formatted("")));
    assertTrue(e.problems().toString().contains("one repository only"), e.problems().toString());
  }

  @Test
  void rounding_isReadAsWritten() {
    Release.Guarded rules =
        (Release.Guarded)
            read("{min_subjects: 10, min_organisations: 3, subjects: rows, round: {counts: 5, sums:"
                    + " {pay: 0.5, 'a + b': 100}}}")
                .release()
                .orElseThrow();
    assertEquals(
        Optional.of(
            new Release.Rounding(
                5, Map.of("pay", new BigDecimal("0.5"), "a + b", BigDecimal.valueOf(100)))),
        rules.rounding());
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
        "{min_subjects: 10, min_organisations: 3, subjects: rows, round: 5} | must be a mapping",
        "{min_subjects: 10, min_organisations: 3, subjects: {column: rows, overlap: true}} | one"
            + " repository only",
        "{min_subjects: 10, min_organisations: 3, subjects: {overlap: false}} | 'column' is"
            + " missing",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, dominance: {n: 1, k: 80, of: []}}"
            + " | at least one",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, p_percent: {percent: 5, of: [pay,"
            + " pay]}} | names different things",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, p_percent: {of: [pay]}} |"
            + " 'percent' is missing",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, round: {counts: 1}} | from 2 to",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, round: {sums: {pay: 5}}} |"
            + " 'counts' is missing",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, round: {counts: 5, sums: {pay:"
            + " 0}}} | positive number",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, round: {counts: 5, sums: {pay:"
            + " -1}}} | positive number",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, round: {counts: 5, base: 5}} |"
            + " unknown key 'base'",
        "{open: true, reason: made up, round: {counts: 5}} | or it has rules",
        "{min_subjects: 10, min_organisations: 3, subjects: rows, round: {counts: 5}, noise: {rho:"
            + " 0.1, corrupt: 0}} | does not go with noise",
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

  private static final String NOISED =
      "{min_subjects: 10, min_organisations: 4, subjects: %s, noise: {%s}}";

  private static Release.Noised noised(String subjects, String noise) {
    return (Release.Noised) read(NOISED.formatted(subjects, noise)).release().orElseThrow();
  }

  @Test
  void noise_isReadAsWritten() {
    assertEquals(
        new Release.Noised(10, 4, Optional.of("person"), new Zcdp(50_000_000), 3, 1, 1),
        noised("person", "rho: 0.05, per_subject: {rows: 3}, corrupt: 1"));
    Release.Noised rows = noised("rows", "epsilon: 1, delta: 0.000001, corrupt: 0");
    assertEquals(1, rows.rowsOfSubject());
    assertTrue(rows.loss().delta(1) <= 1e-6);
    assertTrue(rows.loss().delta(0.99) > 1e-6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "rows | corrupt: 0 | in one way",
        "rows | rho: 1, epsilon: 1, delta: 0.001, corrupt: 0 | in one way",
        "rows | epsilon: 1, corrupt: 0 | in one way",
        "rows | rho: 11, corrupt: 0 | from 0.000001 to 10",
        "rows | rho: 0.1 | 'corrupt' is missing",
        "rows | rho: 0.1, corrupt: 4 | from 0 to 3",
        "rows | rho: 0.1, corrupt: 0, per_subject: {rows: 1} | nothing to limit",
        "rows | epsilon: 0.001, delta: 0.000000000001, corrupt: 0 | nothing but noise",
        "person | rho: 0.1, corrupt: 0 | 'per_subject' is missing",
        "person | rho: 0.1, corrupt: 0, per_subject: {rows: 1, repositories: 2} | one repository",
        "person | rho: 0.1, corrupt: 0, per_subject: {groups: 2} | 'rows' is missing",
      })
  void noise_withAMistake_isRefusedWithWhatToDo(String subjects, String noise, String told) {
    JobException e =
        assertThrows(JobException.class, () -> read(NOISED.formatted(subjects, noise)));
    String all = e.getMessage() + e.problems();
    assertTrue(all.contains(told), all);
  }

  @Test
  void noise_besideRulesOverExactCounts_isRefused() {
    String both =
        "{min_subjects: 10, min_organisations: 4, subjects: rows, p_percent: 10, noise: {rho: 0.1,"
            + " corrupt: 0}}";
    JobException e = assertThrows(JobException.class, () -> read(both));
    assertTrue(e.problems().toString().contains("no exact count"), e.problems().toString());
  }

  @Test
  void subjectsOfNoise_thatAreNotPromisedToBeDisjoint_needTheirMultiplicity() {
    String yaml = YAML.replace("subjects: disjoint\n", "");
    String one = "rho: 0.1, corrupt: 0, per_subject: {rows: 2%s}";
    JobException e =
        assertThrows(
            JobException.class,
            () ->
                JobDefinition.parse(
                    yaml.formatted(NOISED.formatted("person", one.formatted("")))
                        .getBytes(StandardCharsets.UTF_8)));
    assertTrue(e.problems().toString().contains("'repositories'"), e.problems().toString());
    JobDefinition job =
        JobDefinition.parse(
            yaml.formatted(NOISED.formatted("person", one.formatted(", repositories: 3")))
                .getBytes(StandardCharsets.UTF_8));
    assertEquals(6, ((Release.Noised) job.release().orElseThrow()).rowsOfSubject());
  }
}
