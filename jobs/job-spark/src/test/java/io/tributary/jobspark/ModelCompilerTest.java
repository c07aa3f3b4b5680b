package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a model is refused, with what to write instead. */
class ModelCompilerTest {
  @TempDir Path folder;

  private static CompileException refusal(String dimensions, String model) {
    JobDefinition job = Samples.job(dimensions + "\nmodel: {input: t, " + model + "}\n");
    return assertThrows(CompileException.class, () -> Compiler.compile(job, job.sql(() -> "")));
  }

  @ParameterizedTest
  @Tag("threat-6")
  @Tag("threat-8")
  @Tag("threat-9")
  @ValueSource(
      strings = {
        "formula: \"small ~ I(reflect('java.lang.Runtime', 'getRuntime'))\"",
        "formula: \"small ~ I(java_method('java.nio.file.Files', 'createFile', '@'))\"",
        "formula: \"I(system.builtin.reflect('a', 'b')) ~ small\"",
        "formula: \"small ~ C(reflect('a', 'b') AS grp)\"",
        "formula: small ~ code, where: \"java_method('a', 'b') = 'c'\"",
        "formula: small ~ code, where: \"1 = 1) UNION SELECT count(code) FROM csv.`@`\"",
        "formula: small ~ code, where: \"code IN (SELECT code FROM csv.`@`)\"",
        "formula: small ~ code, where: \"EXISTS (SELECT 1 FROM other_table)\"",
        "formula: small ~ code, where: \"flag GROUP BY grp\"",
        "formula: small ~ code, where: \"flag; DROP TABLE t\"",
        "formula: small ~ code, where: \"flag /*\"",
        "formula: small ~ I(code) , where: \"rand() < 0.5\"",
        "formula: small ~ code, where: \"sum(code) > 1\"",
        "formula: \"small ~ I(code), count(*\"",
        "formula: \"small ~ I(max(code))\"",
        "formula: \"small ~ I(row_number() OVER (ORDER BY code))\"",
        "formula: \"small ~ I((SELECT max(code) FROM t))\"",
      })
  void hostileModel_isRefusedBeforeASessionExists(String model) {
    Path canary = folder.resolve("canary");
    String text = model.replace("@", canary.toString());
    String yaml = Samples.COLUMNS + "model: {input: t, kind: linear_regression, " + text + "}\n";
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () -> {
              JobDefinition job = Samples.parse(yaml);
              Compiler.compile(job, job.sql(() -> ""));
            });
    assertTrue(
        refused instanceof CompileException
            || refused instanceof io.tributary.protocol.job.JobException,
        refused.toString());
    assertFalse(Files.exists(canary));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "kind: linear_regression, formula: small ~ grp | 'grp' is not an exact number",
        "kind: linear_regression, formula: small ~ C(grp) | dimension grp has no domain",
        "kind: linear_regression, formula: small ~ missing | there is no column missing",
        "kind: linear_regression, formula: small ~ I(code +) | is not one SQL expression",
        "kind: linear_regression, formula: small ~ I(code / small) | is floating point",
        "kind: linear_regression, formula: small ~ I(price / code) | could divide by zero",
        "kind: linear_regression, formula: small ~ I(sqrt(code)) | sqrt",
        "kind: describe, formula: ~ price | has no bins",
        "kind: pca, formula: ~ huge + I(huge * 100) | could pass 120 bits",
      })
  void mistake_isToldInWordsOfTheModel(String model, String words) {
    CompileException refused = refusal("", model);
    List<Problem> problems = refused.problems();
    assertTrue(problems.stream().anyMatch(p -> p.what().contains(words)), refused.getMessage());
    assertTrue(problems.stream().allMatch(p -> p.line() == 0), "places in SQL nobody wrote");
  }

  @Test
  void mistakeInAPiece_quotesItWithAMark() {
    Problem problem =
        refusal("", "kind: linear_regression, formula: small ~ code + I(price / code)")
            .problems()
            .get(0);
    assertEquals("model, this could divide by zero", problem.what());
    assertTrue(problem.why().endsWith("\n    count(price / code)\n          ^"), problem.why());
  }

  @Test
  void undeclaredInput_isRefused() {
    JobDefinition job = Samples.job("model: {input: u, kind: describe, formula: ~ code}\n");
    CompileException refused =
        assertThrows(CompileException.class, () -> Compiler.compile(job, job.sql(() -> "")));
    assertTrue(refused.getMessage().contains("use one of [t]"), refused.getMessage());
  }

  @Test
  void tTest_ofThreeGroups_isRefused() {
    CompileException refused =
        refusal("dimensions: {grp: {values: [a, b, c]}}", "kind: t_test, formula: price ~ C(grp)");
    assertTrue(refused.getMessage().contains("compares two groups"), refused.getMessage());
  }

  @Test
  void declaredButUnused_isRefused() {
    CompileException refused =
        refusal(
            "dimensions: {flag: {values: [true, false]}}",
            "kind: linear_regression, formula: price ~ small");
    assertTrue(refused.getMessage().contains("dimension flag is declared but not used"));
  }
}
