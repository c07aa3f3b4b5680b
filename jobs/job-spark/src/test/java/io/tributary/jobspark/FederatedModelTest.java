package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.evaluate.Evaluation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A federated model is the one of reference software over the pooled rows. */
class FederatedModelTest {
  private static final long SEED = 20261121;
  private static final int ROWS = 700;
  private static final String GRP = "grp: {values: [c, a, b]}";
  private static final String FLAG = "flag: {values: [true, false]}";
  private static final String PRICE_BINS = "bins: {price: {from: -5000, to: 100000, width: 250}}\n";

  private static JobDefinition job(String domains, String model) {
    String dimensions = domains == null ? "" : "dimensions: {" + domains.strip() + "}\n";
    return Samples.job(dimensions + "model: {input: t, " + model + "}\n");
  }

  private static Federation federation(JobDefinition job) {
    return new Federation(TestSession.get(), job, sql(job));
  }

  private static String sql(JobDefinition job) {
    return job.sql(() -> "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " | kind: linear_regression, formula: small ~ price + rate",
        " | kind: linear_regression, formula: small ~ price + rate - 1, where: flag",
        " | kind: linear_regression, formula: small ~ 1",
        GRP + " | kind: linear_regression, formula: price ~ small + C(grp)",
        GRP + "," + FLAG + " | kind: linear_regression, formula: price ~ C(grp) + C(flag) + code",
        GRP + "," + FLAG + " | kind: linear_regression, formula: small ~ C(grp) * C(flag)",
        GRP + "," + FLAG + " | kind: linear_regression, formula: small ~ C(grp) + C(flag) - 1",
        GRP + " | kind: linear_regression, formula: price ~ code * C(grp)",
        GRP + " | kind: linear_regression, formula: price ~ C(grp):code + rate:code - 1",
        " | kind: linear_regression, formula: sure ~ I(price * 2 + 1) + price + small",
        " | kind: linear_regression, formula: I(price / 8) ~ I(small * small AS square) + small",
        "even: {values: [0, 1], other: 9} | kind: linear_regression, formula: small ~ C(code % 2 AS"
            + " even) + rate, where: code >= 0",
        " | kind: pca, formula: ~ small + price + rate + code",
        " | kind: pca, formula: ~ small + rate + code, standardise: false",
        " | kind: pearson, formula: ~ small + price + rate + code + sure",
        " | kind: t_test, formula: small ~ 1, mean: 12.5",
        " | kind: t_test, formula: 'Pair(small, code) ~ 1'",
        "grp: {values: [a, b]} | kind: t_test, formula: price ~ C(grp)",
        "grp: {values: [a, b]} | kind: t_test, formula: price ~ C(grp), variances: equal",
        GRP + " | kind: anova, formula: price ~ C(grp)",
        "code: {range: [0, 9]} | kind: anova, formula: rate ~ C(code), where: grp = 'a'",
        GRP + "," + FLAG + " | kind: chi_squared, formula: ~ C(grp) + C(flag)",
        "code: {range: [0, 9]}," + GRP + " | kind: chi_squared, formula: ~ C(code) + C(grp)",
        " | kind: describe, formula: ~ code + I(code * 2 AS twice)",
      })
  void model_overUnevenAndEmptySplits_equalsReferenceSoftware(String domains, String model) {
    assertEqualsPooled(job(domains, model), ROWS, 1, 3, 7);
  }

  @Test
  void describe_withBins_equalsReferenceSoftware() {
    JobDefinition job =
        Samples.job(PRICE_BINS + "model: {input: t, kind: describe, formula: ~ price + code}\n");
    assertEqualsPooled(job, ROWS, 3);
    assertEqualsPooled(job, 0, 1);
  }

  @Test
  void model_withParameters_takesThem() {
    JobDefinition job =
        Samples.job(
            "parameters: {least: {type: int, range: [0, 9], default: 3}}\n"
                + "model: {input: t, kind: linear_regression, formula: 'price ~ I(small * :least AS"
                + " s)', where: 'code > :least'}\n");
    assertEqualsPooled(job, ROWS, 3);
  }

  private static void assertEqualsPooled(JobDefinition job, int count, int... splits) {
    List<Row> rows = new RandomRows(new Random(SEED)).rows(count);
    Answer pooled =
        new PooledQuery(TestSession.get(), job, sql(job)).answer(RandomRows.data(rows), Map.of());
    Federation federation = federation(job);
    CompiledJob compiled = Compiler.compile(job, sql(job));
    for (int parts : splits) {
      Answer federated = federation.answer(RandomRows.split(rows, parts), Map.of());
      assertEquals(
          Optional.empty(),
          Evaluation.difference(compiled, federated, pooled),
          () -> "seed " + SEED + ":\n" + federated.toJson() + "\n" + pooled.toJson());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | kind: linear_regression, formula: small ~ price",
        " | kind: pca, formula: ~ small + price",
        " | kind: pearson, formula: ~ small + price",
        " | kind: t_test, formula: small ~ 1",
        "grp: {values: [a, b]} | kind: t_test, formula: small ~ C(grp)",
        GRP + " | kind: anova, formula: small ~ C(grp)",
        GRP + "," + FLAG + " | kind: chi_squared, formula: ~ C(grp) + C(flag)",
      })
  void model_withoutAndWithFewRows_saysWhatItCan(String domains, String model) {
    JobDefinition job = job(domains, model);
    for (int rows : new int[] {0, 1, 2, 3}) {
      assertEqualsPooled(job, rows, 1);
    }
  }

  @Test
  void compiledForm_ofEachKind_isReadBack() {
    for (String model :
        List.of(
            "kind: linear_regression, formula: price ~ code * C(grp) - 1",
            "kind: pca, formula: ~ small + rate, standardise: false",
            "kind: pearson, formula: ~ small + rate",
            "kind: anova, formula: small ~ C(grp)",
            "kind: describe, formula: ~ code")) {
      JobDefinition job = job(model.contains("grp") ? GRP : null, model);
      CompiledJob compiled = Compiler.compile(job, sql(job));
      assertEquals(compiled, CompiledJob.parse(compiled.write()), model);
    }
  }

  /** Levels that exclude each other have no product, and an indicator is its own square. */
  @Test
  void layout_ofCategories_holdsNoIdleCells() {
    JobDefinition job = job(GRP, "kind: linear_regression, formula: sure ~ C(grp)");
    // Rows, complete rows; sure and its square; four levels (one is other), each alone and by sure.
    assertEquals(2 + 2 + 4 + 4, Compiler.compile(job, sql(job)).cellCount());
  }

  @Test
  void sumsOfLargeNumbers_areCentred() {
    JobDefinition job =
        Samples.parse(
            """
            name: large
            title: Large
            inputs:
              t:
                columns:
                  x: {type: bigint, bounds: [4000000000000000, 4000000000001000]}
                  y: {type: int, bounds: [0, 100]}
            model: {input: t, kind: linear_regression, formula: y ~ x}
            """);
    Dataset<Row> rows =
        TestSession.get()
            .range(0, 200)
            .selectExpr("4000000000000000L + id * 5 AS x", "CAST((id * 7) % 50 AS INT) AS y");
    CompiledJob compiled = Compiler.compile(job, sql(job));
    assertTrue(compiled.measures().stream().anyMatch(m -> m.centre().signum() > 0));
    Answer federated = federation(job).answer(List.of(rows), Map.of());
    JobDefinition near =
        Samples.parse(
            """
            name: near
            title: Near
            inputs:
              t:
                columns:
                  x: {type: bigint, bounds: [0, 1000]}
                  y: {type: int, bounds: [0, 100]}
            model: {input: t, kind: linear_regression, formula: y ~ x}
            """);
    Answer moved =
        federation(near)
            .answer(List.of(rows.selectExpr("x - 4000000000000000L AS x", "y")), Map.of());
    // The slope and its figures do not depend on where zero is.
    assertEquals(moved.rows().get(1), federated.rows().get(1));
  }

  @Test
  void localPlan_ofAModel_isOnePassInGeneratedCode() {
    JobDefinition job = job(GRP, "kind: linear_regression, formula: price ~ small + rate + C(grp)");
    GeneratedCode.assertOnePass(
        federation(job).plan(RandomRows.data(new RandomRows(new Random(1)).rows(1)), Map.of()));
  }
}
