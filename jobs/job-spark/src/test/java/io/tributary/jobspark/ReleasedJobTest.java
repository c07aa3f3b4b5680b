package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.port.CellComputer.ComputeException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Release rules on values: what names them, what is compiled, what is refused. */
class ReleasedJobTest {
  private static final String RULES =
      """
      release:
        min_subjects: 5
        min_organisations: 2
        subjects: rows
        %s
      """;
  private static final String DIMENSIONS = "dimensions: {grp: {values: [a, b, c], other: other}}\n";
  private static final String SQL =
      """
      SELECT grp, count(*) AS n, sum(price) AS prices, avg(rate) AS rates, sum(small + code) AS both
      FROM t GROUP BY grp
      """;

  @TempDir private Path folder;

  private static JobDefinition job(String rule) {
    return Visits.job(RULES.formatted(rule) + DIMENSIONS);
  }

  private static Release.Guarded compiled(String rule) {
    CompiledJob job = Compiler.compile(job(rule), SQL);
    assertEquals(job, CompiledJob.parse(job.write()));
    return (Release.Guarded) job.release().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"price", "prices", "PRICE"})
  void base_isNamedByColumnOrByColumnOfTheAnswer(String name) {
    assertEquals(
        Optional.of(new Release.Rounding(5, Map.of("price", new BigDecimal("0.5")))),
        compiled("round: {counts: 5, sums: {" + name + ": 0.5}}").rounding());
  }

  @Test
  void base_ofAnExpressionOrAnAverage_isNamedByIt() {
    Release.Rounding rounding =
        compiled("round: {counts: 5, sums: {both: 10, rates: 0.25}}").rounding().orElseThrow();
    assertEquals(2, rounding.sums().size());
    assertTrue(rounding.sums().containsKey("rate"), rounding.toString());
  }

  @Test
  void ruleOnAValue_isNamedByExpressionOnceCompiled() {
    Release.Guarded rules =
        compiled(
            "dominance: {n: 1, k: 80, of: [rates, subjects]}\n"
                + "  p_percent: {percent: 5, of: [rate]}");
    assertEquals(
        new Release.Quantities(true, List.of("rate")), rules.dominance().orElseThrow().of());
    assertEquals(
        new Release.Quantities(false, List.of("rate")), rules.pPercent().orElseThrow().of());
  }

  @Test
  void overlappingSubjects_areCountedForTheRuleAndNotForTheAnswer() {
    JobDefinition job =
        Samples.parse(
            Visits.YAML.replace("subjects: disjoint\n", "")
                + RULES.formatted("").replace("rows", "{column: who, overlap: true}")
                + DIMENSIONS);
    CompiledJob compiled = Compiler.compile(job, SQL);
    assertTrue(compiled.sections().get(1).isDistinct());
    assertTrue(!compiled.opensSubjects());
    CompileException e =
        assertThrows(
            CompileException.class,
            () ->
                Compiler.compile(job, "SELECT grp, count(DISTINCT who) AS w FROM t GROUP BY grp"));
    assertTrue(e.getMessage().contains("DISTINCT"), e.getMessage());
  }

  /** The compiled form is vetted, and agents compile again: rounding cannot be taken out of it. */
  @Test
  @Tag("threat-2")
  void compiledForm_withoutItsRounding_hasAnotherDigestAndIsNotComputed() {
    JobPackage honest = packaged(Optional.empty());
    Release.Guarded rules = (Release.Guarded) honest.compiled().release().orElseThrow();
    CompiledJob exact = honest.compiled().under(rules.rounding(Optional.empty()));
    JobPackage tampered = packaged(Optional.of(exact));
    assertTrue(tampered.compiled().rounding().isEmpty());
    assertNotEquals(honest.digest(), tampered.digest());
    SparkCells agent =
        new SparkCells(
            () -> {
              throw new AssertionError("asked for a session");
            },
            Tables.in(folder));
    ComputeException e =
        assertThrows(
            ComputeException.class,
            () ->
                agent.compute(
                    tampered.compiled(),
                    tampered,
                    new TreeMap<>(),
                    CellComputer.Consent.NONE,
                    Instant.now().plusSeconds(60)));
    assertTrue(e.getMessage().contains("does not follow"), e.getMessage());
  }

  private static JobPackage packaged(Optional<CompiledJob> compiled) {
    String yaml = Visits.YAML + RULES.formatted("round: {counts: 5}") + DIMENSIONS;
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("job.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    files.put("query.sql", SQL.getBytes(StandardCharsets.UTF_8));
    files.put("README.md", "Counts.".getBytes(StandardCharsets.UTF_8));
    CompiledJob made = Compiler.compile(job("round: {counts: 5}"), SQL);
    files.put("compiled.json", compiled.orElse(made).write());
    return JobPackage.of(files);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "round: {counts: 5, sums: {who: 5}} | no sum",
        "round: {counts: 5, sums: {nobody: 5}} | name one of: price; rate; ",
        "round: {counts: 5, sums: {n: 5}} | no sum",
        "round: {counts: 5, sums: {price: 0.001}} | more digits",
        "round: {counts: 5, sums: {price: 0.01}} | too fine",
        "p_percent: {percent: 5, of: [price]} | can be negative",
        "dominance: {n: 1, k: 80, of: [n]} | no sum",
        "dominance: {n: 1, k: 80, of: [nobody]} | name one of",
      })
  void rule_thatNamesNoSum_isRefusedWithWhatToDo(String rule, String told) {
    CompileException e =
        assertThrows(CompileException.class, () -> Compiler.compile(job(rule), SQL));
    assertTrue(e.getMessage().contains(told), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT grp, var_samp(price) AS v FROM t GROUP BY grp | squares or products",
        "SELECT grp, corr(price, rate) AS r FROM t GROUP BY grp | squares or products",
        "SELECT grp, count(DISTINCT who) AS w FROM t GROUP BY ROLLUP (grp) | narrow each other",
      })
  void query_thatCannotBeRounded_isRefusedWithWhatToDo(String sql, String told) {
    CompileException e =
        assertThrows(
            CompileException.class, () -> Compiler.compile(job("round: {counts: 5}"), sql));
    assertTrue(e.getMessage().contains(told), e.getMessage());
  }

  @Test
  void query_withOrderStatisticsOrSubjectsOfOneSet_isRounded() {
    String sql =
        "SELECT grp, count(DISTINCT who) AS w, max(code) AS m, sum(price) / count(*) AS p FROM t"
            + " GROUP BY grp HAVING count(*) > 3 ORDER BY p DESC LIMIT 2";
    assertTrue(Compiler.compile(job("round: {counts: 5}"), sql).rounding().isPresent());
  }
}
