package io.tributary.protocol.job.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.model.Formula.Factor;
import io.tributary.protocol.job.model.Formula.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
  private static String terms(String formula) {
    return Formula.parse(formula).terms().stream()
        .map(term -> term.stream().map(Factor::name).collect(Collectors.joining(":")))
        .collect(Collectors.joining(" + "));
  }

  @ParameterizedTest
  @CsvSource({
    "y ~ x1 + x2, x1 + x2",
    "y~x1*x2 + x3, x1 + x2 + x3 + x1:x2",
    "y ~ a*b*c, a + b + c + a:b + a:c + b:c + a:b:c",
    "y ~ x1 + x1 + x2:x1 + x1:x2, x1 + x2:x1",
    "y ~ x:x, x",
    "y ~ C(g) + x:C(g), g + x:g",
    "y ~ -1 + x, x",
    "y ~ 0 + x, x",
    "y ~ x + 1, x",
    "~ a + b, a + b",
  })
  void formula_ofTerms_isReadAsInR(String formula, String expected) {
    String own = terms(formula);
    assertEquals(expected, own);
  }

  @Test
  void formula_withFactors_knowsNamesAndSql() {
    Formula formula = Formula.parse("I(log10(x)  + 1) ~ I(a * b AS area) + C(upper(k) AS kind)");
    assertEquals(
        Optional.of(new Factor(Kind.NUMBER, "log10(x) + 1", "log10(x)  + 1")), formula.response());
    assertEquals(new Factor(Kind.NUMBER, "area", "a * b"), formula.terms().get(0).get(0));
    assertEquals(new Factor(Kind.CATEGORY, "kind", "upper(k)"), formula.terms().get(1).get(0));
    assertEquals(3, formula.factors().size());
    assertTrue(formula.intercept());
    assertFalse(Formula.parse("y ~ x - 1").intercept());
    Factor quoted = Formula.parse("y ~ I(locate(')', k || \"\\\"(\") AS p)").terms().get(0).get(0);
    assertEquals(new Factor(Kind.NUMBER, "p", "locate(')', k || \"\\\"(\")"), quoted);
    Factor pair = Formula.parse("Pair(after, before) ~ 1").response().orElseThrow();
    assertEquals(new Factor(Kind.PAIR, "after - before", "(after) - (before)"), pair);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "y | 2 | ends too early",
        "y ~ | 4 | ends too early",
        "y ~ x + | 8 | ends too early",
        "y ~ x ^ 2 | 7 | does not belong here",
        "y ~ (a + b) | 5 | does not belong here",
        "y ~ log(x) | 5 | not known in a formula",
        "y ~ C(hour(t)) | 5 | have no name",
        "y ~ I(x | 6 | not closed",
        "y ~ I('x) | 7 | not closed",
        "y ~ I() | 7 | is missing",
        "y ~ I(a, b) | 5 | one expression",
        "y ~ Pair(a) | 5 | two numbers",
        "C(g) ~ x | 1 | cannot be explained",
        "y ~ x - z | 8 | only the constant",
        "y ~ x 2 | 7 | does not belong here",
      })
  void badFormula_isRefusedWithItsPlace(String formula, int column, String what) {
    FormulaException e = assertThrows(FormulaException.class, () -> Formula.parse(formula));
    assertTrue(e.what().contains(what), e.getMessage());
    assertEquals(column, e.column(), e.getMessage());
    assertTrue(e.getMessage().endsWith("\n  " + " ".repeat(column - 1) + "^"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR_REGRESSION, y ~ x + C(g), true",
    "LINEAR_REGRESSION, y ~ 1, true",
    "LINEAR_REGRESSION, y ~ 0, false",
    "LINEAR_REGRESSION, ~ x, false",
    "LINEAR_REGRESSION, 'Pair(a, b) ~ x', false",
    "LINEAR_REGRESSION, 'y ~ Pair(a, b)', false",
    "PCA, ~ a + b, true",
    "PCA, ~ a, false",
    "PEARSON, ~ a + C(b), false",
    "PEARSON, ~ a:b + b, false",
    "DESCRIBE, ~ a, true",
    "DESCRIBE, y ~ a, false",
    "T_TEST, y ~ 1, true",
    "T_TEST, y ~ C(g), true",
    "T_TEST, y ~ g, false",
    "T_TEST, 'Pair(a, b) ~ 1', true",
    "T_TEST, 'Pair(a, b) ~ C(g)', false",
    "ANOVA, y ~ C(g), true",
    "ANOVA, y ~ C(g) + C(h), false",
    "ANOVA, y ~ C(g) - 1, false",
    "CHI_SQUARED, ~ C(a) + C(b), true",
    "CHI_SQUARED, C(a) ~ C(b), false",
    "CHI_SQUARED, ~ C(a), false",
  })
  void kind_ofAFormula_isHeldToItsForm(ModelDefinition.Kind kind, String formula, boolean fits) {
    boolean own;
    try {
      own = kind.fits(Formula.parse(formula));
    } catch (FormulaException e) {
      own = false;
    }
    assertEquals(fits, own);
  }

  private static ModelSql sql(ModelDefinition.Kind kind, String formula, Optional<String> where) {
    return new ModelSql(
        new ModelDefinition(
            kind, "trips", Formula.parse(formula), where, true, false, BigDecimal.ZERO));
  }

  @Test
  void sql_ofARegression_countsEachVariableOnce() {
    ModelSql sql =
        sql(
            ModelDefinition.Kind.LINEAR_REGRESSION,
            "tips ~ fare * C(pay) + fare:I(miles + 1)",
            Optional.of("fare > 0 -- paid"));
    assertEquals(
        """
        SELECT
          count(tips),
          count(fare),
          count(pay),
          count((fare) * (miles + 1))
        FROM trips
        WHERE
          fare > 0 -- paid
        """,
        sql.aggregate());
    assertEquals(
        List.of("tips", "fare", "pay", "fare:miles + 1"),
        sql.variables().stream().map(Factor::name).toList());
  }

  @Test
  void sql_ofGroups_groupsByThem() {
    ModelSql anova = sql(ModelDefinition.Kind.ANOVA, "y ~ C(a % 3 AS g)", Optional.empty());
    assertEquals(
        """
        SELECT
          a % 3 AS g,
          count(y)
        FROM trips
        GROUP BY
          a % 3
        """,
        anova.aggregate());
    ModelSql table = sql(ModelDefinition.Kind.CHI_SQUARED, "~ C(a) + C(b)", Optional.empty());
    assertEquals(
        """
        SELECT
          a,
          b,
          count(*)
        FROM trips
        GROUP BY
          a,
          b
        """,
        table.aggregate());
  }
}
