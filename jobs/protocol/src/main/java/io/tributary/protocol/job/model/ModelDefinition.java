package io.tributary.protocol.job.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code model:} in job.yaml says: the job fits or tests this instead of answering SQL.
 *
 * @param input the table it reads
 * @param where which rows count, in Spark SQL; all if empty
 * @param standardise of a PCA: whether each variable is divided by its standard deviation
 * @param equalVariances of a two-sample t-test: whether the variances are taken to be the same
 * @param mean of a one-sample t-test: the hypothesis
 */
public record ModelDefinition(
    Kind kind,
    String input,
    Formula formula,
    Optional<String> where,
    boolean standardise,
    boolean equalVariances,
    BigDecimal mean) {
  /** The kinds of models, with the form of their formulas. */
  public enum Kind {
    LINEAR_REGRESSION("y ~ x1 + C(x2)"),
    PCA("~ x1 + x2 + x3"),
    PEARSON("~ x1 + x2 + x3"),
    T_TEST("y ~ 1, y ~ C(group), or Pair(after, before) ~ 1"),
    ANOVA("y ~ C(group)"),
    CHI_SQUARED("~ C(rows) + C(columns)"),
    DESCRIBE("~ x1 + x2 + x3");

    private final String form;

    Kind(String form) {
      this.form = form;
    }

    /** What a formula of this kind looks like. */
    public String form() {
      return form;
    }

    /** As job.yaml writes it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a formula has this kind's form. */
    public boolean fits(Formula formula) {
      boolean number = formula.response().filter(r -> r.kind() == Formula.Kind.NUMBER).isPresent();
      boolean pair = formula.response().isPresent() && !number;
      int terms = formula.terms().size();
      boolean numbers =
          formula.response().isEmpty()
              && formula.intercept()
              && formula.isListOf(Formula.Kind.NUMBER);
      boolean groups = formula.intercept() && formula.isListOf(Formula.Kind.CATEGORY);
      return switch (this) {
        case LINEAR_REGRESSION -> number && !hasPair(formula) && (formula.intercept() || terms > 0);
        case PCA, PEARSON -> numbers && terms >= 2;
        case DESCRIBE -> numbers && terms >= 1;
        case T_TEST ->
            formula.intercept() && (terms == 0 ? number || pair : number && terms == 1 && groups);
        case ANOVA -> number && terms == 1 && groups;
        case CHI_SQUARED -> formula.response().isEmpty() && terms == 2 && groups;
      };
    }

    private static boolean hasPair(Formula formula) {
      return formula.terms().stream()
          .flatMap(List::stream)
          .anyMatch(factor -> factor.kind() == Formula.Kind.PAIR);
    }
  }

  /** Whether it compares groups of rows, rather than columns. */
  public boolean isGrouped() {
    return kind == Kind.ANOVA
        || kind == Kind.CHI_SQUARED
        || (kind == Kind.T_TEST && !formula.terms().isEmpty());
  }
}
