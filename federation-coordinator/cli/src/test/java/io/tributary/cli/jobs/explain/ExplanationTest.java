package io.tributary.cli.jobs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every job of the catalogue is told completely, in lines that a terminal holds. */
class ExplanationTest {
  private static final Path CATALOGUE = Path.of("../../jobs/catalog");

  static List<Path> catalogue() throws IOException {
    try (Stream<Path> folders = Files.list(CATALOGUE)) {
      return folders.filter(f -> Files.exists(f.resolve("compiled.json"))).toList();
    }
  }

  private static String explain(Path folder) {
    JobPackage job = JobPackage.read(folder);
    return Explanation.of(job.definition(), job.compiled(), 3);
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void explanation_ofACatalogueJob_leavesNothingOut(Path folder) {
    JobPackage job = JobPackage.read(folder);
    JobDefinition definition = job.definition();
    CompiledJob compiled = job.compiled();
    String text = explain(folder);
    definition.parameters().forEach(p -> assertTrue(text.contains("- " + p.name() + " ("), text));
    definition
        .inputs()
        .forEach(i -> i.columns().forEach(c -> assertTrue(text.contains(c.name()), c.name())));
    compiled.outputs().forEach(o -> assertTrue(text.contains("  " + o.name()), o.name()));
    compiled
        .dimensions()
        .forEach(d -> d.values().forEach(v -> assertTrue(text.contains(v.toString()))));
    int kinds = compiled.sections().stream().mapToInt(s -> s.cells().size()).sum();
    for (int cell = 1; cell <= kinds; cell++) {
      assertTrue(text.contains("\n  #" + cell + " "), "cell " + cell);
    }
    assertTrue(text.contains(Prose.count(compiled.cellCount(), "cell")), text);
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void explanation_ofACatalogueJob_holdsNoJavaAndFitsATerminal(Path folder) {
    String text = explain(folder);
    for (String odd : List.of("null", "Optional", "[", "{", "@", "CAST(", "BD")) {
      assertFalse(text.contains(odd), odd + " in\n" + text);
    }
    String words = text.substring(0, text.indexOf("The same as a plan"));
    words.lines().forEach(line -> assertTrue(line.length() <= 112, line));
  }

  @Test
  void releaseWords_ofRulesOnSumsAndOverlap_sayWhatIsComparedAndWhy() {
    Release.Quantities pay = new Release.Quantities(false, List.of("pay"));
    Release rules =
        new Release.Guarded(
            10,
            3,
            Optional.of("person"),
            true,
            Optional.of(new Release.Dominance(1, 80, pay)),
            Optional.of(new Release.PPercent(5, pay)),
            Optional.empty());
    String words = ReleaseWords.of(Optional.of(rules));
    for (String told :
        List.of(
            "at least 10 distinct values of person at one repository of each of two organisations",
            "holds at most 80 percent of it, in sums of pay",
            "at least 5 percent of the largest, in sums of pay")) {
      assertTrue(words.contains(told), told + " in " + words);
    }
  }

  @Test
  void explanation_ofAJobThatRounds_saysWhatIsRoundedAndWhatFollowsFromIt() {
    String text = explain(CATALOGUE.resolve("hospital-stay")).replaceAll("\\s+", " ");
    for (String told :
        List.of(
            "counts to multiples of 5, sums of los to multiples of 50, sums of died to multiples of"
                + " 5; averages and ratios are made of the rounded figures",
            "decided by the exact counts, which nobody sees")) {
      assertTrue(text.contains(told), told + " in " + text);
    }
  }

  @Test
  void explanation_ofAJobWithNoise_saysWhatItCostsAndHowFarOffItIs() {
    String text = explain(CATALOGUE.resolve("loan-grades-noise")).replaceAll("\\s+", " ");
    for (String told :
        List.of(
            "one answer costs each rho 0.02435, which is epsilon 1.00 at delta 0.000001",
            "noisy row count is at least 20; no exact count leaves a repository",
            "the noise of 2 of them is enough",
            "With the noise of 3 repositories a figure is within: loans ± 27, amount_sum ±",
            "add fresh noise to every cell")) {
      assertTrue(text.contains(told), told + " in " + text);
    }
  }

  @Test
  void explanation_ofAModel_saysWhatItExplainsAndFromWhichSums() {
    String text = explain(CATALOGUE.resolve("taxi-tips-model")).replaceAll("\\s+", " ");
    for (String words :
        List.of(
            "a linear regression (least squares) that explains tips by fare, trip_miles and"
                + " payment_type (a category), and a constant",
            "The columns are term, estimate, std_error, t, p,",
            "The estimates solve the normal equations that these sums make")) {
      assertTrue(text.contains(words), words + " in\n" + text);
    }
    String described = explain(CATALOGUE.resolve("stay-describe")).replaceAll("\\s+", " ");
    assertTrue(described.contains("for each of los, died and age80: how many"), described);
  }

  @Test
  void explanation_sameJob_isSameText() {
    Path folder = CATALOGUE.resolve("tpch-q1");
    assertEquals(explain(folder), explain(folder));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "`t`.x | t.x",
        "(a <= 1) | a <= 1",
        "((a) + (b)) | (a) + (b)",
        "(a) + (b) | (a) + (b)",
        "(CAST(x AS DECIMAL(13,2)) >= 0.01BD) | x >= 0.01",
        "(a = ')(') | a = ')('",
      })
  void sql_isMadeEasierOnTheEye(String expression, String readable) {
    assertEquals(readable, Sql.readable(expression));
  }

  @Test
  void sql_conjuncts_areTakenApartAtTheTopOnly() {
    assertEquals(
        List.of("a = 1", "b = 2", "(c = 3) OR (d = 4 AND e = ' AND ')"),
        Sql.conjuncts("(((a = 1) AND (b = 2)) AND ((c = 3) OR (d = 4 AND e = ' AND ')))"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CASE WHEN (a > 0) THEN 1 ELSE 0 END | a > 0",
        "CASE WHEN a THEN 1 END | a",
        "CASE WHEN a THEN 1 WHEN b THEN 1 ELSE 0 END | ''",
        "CASE WHEN a THEN 2 ELSE 0 END | ''",
      })
  void sql_indicator_isACount(String expression, String condition) {
    assertEquals(condition, Sql.counted(expression).orElse(""));
  }

  @Test
  void prose_breaksBetweenWordsAndHangs() {
    String item = "- " + "word ".repeat(40).strip();
    List<String> lines = Prose.hanging(item, 2).lines().toList();
    assertTrue(lines.get(0).startsWith("  - word"));
    assertTrue(lines.size() > 1);
    lines.stream().skip(1).forEach(line -> assertTrue(line.startsWith("    word"), line));
    lines.forEach(line -> assertTrue(line.length() <= 92, line));
  }
}
