package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Release;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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

  /** The compiled form is vetted, and agents compile again: rounding cannot be taken out of it. */
  @Test
  @Tag("threat-2")
  void compiledForm_withoutItsRounding_isNotWhatTheCompilerMakes() {
    CompiledJob honest = Compiler.compile(job("round: {counts: 5}"), SQL);
    Release.Guarded rules = (Release.Guarded) honest.release().orElseThrow();
    CompiledJob tampered = honest.under(rules.rounding(Optional.empty()));
    assertTrue(!honest.digest().equals(tampered.digest()));
    assertTrue(CompiledJob.parse(tampered.write()).rounding().isEmpty());
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
