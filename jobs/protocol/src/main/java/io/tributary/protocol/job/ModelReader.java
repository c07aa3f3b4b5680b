package io.tributary.protocol.job;

import io.tributary.protocol.job.model.Formula;
import io.tributary.protocol.job.model.FormulaException;
import io.tributary.protocol.job.model.ModelDefinition;
import io.tributary.protocol.job.model.ModelDefinition.Kind;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads {@code model:} of {@code job.yaml}: what a job fits or tests instead of answering SQL. */
final class ModelReader {
  /** How the variances of two samples are taken in a t-test. */
  private enum Variances {
    UNEQUAL,
    EQUAL
  }

  private ModelReader() {}

  static ModelDefinition model(StrictNode node) {
    return node.map(
        n -> {
          Kind kind = n.required("kind").oneOf(Kind.class);
          Formula formula = n.required("formula", f -> formula(kind, f), stub());
          Optional<Boolean> standardise = n.optional("standardise", StrictNode::bool);
          Optional<Variances> variances = n.optional("variances", v -> v.oneOf(Variances.class));
          Optional<BigDecimal> mean = n.optional("mean", StrictNode::number);
          boolean one = kind == Kind.T_TEST && formula.terms().isEmpty();
          boolean two = kind == Kind.T_TEST && !one;
          only(n, "standardise", standardise, kind == Kind.PCA, "a pca");
          only(n, "variances", variances, two, "a t_test of two groups");
          only(n, "mean", mean, one, "a t_test of one sample");
          return new ModelDefinition(
              kind,
              n.required("input", StrictNode::text, ""),
              formula,
              n.optional("where", StrictNode::text),
              standardise.orElse(true),
              variances.filter(v -> v == Variances.EQUAL).isPresent(),
              mean.orElse(BigDecimal.ZERO));
        });
  }

  /** Stands in for a formula that cannot be read. */
  private static Formula stub() {
    return Formula.parse("~ 1");
  }

  private static Formula formula(Kind kind, StrictNode node) {
    Formula formula;
    try {
      formula = Formula.parse(node.text());
    } catch (FormulaException e) {
      throw node.wrong("the formula cannot be read", e.getMessage(), e.fix());
    }
    if (!kind.fits(formula)) {
      throw node.wrong(
          "this is no formula of a " + kind.key(),
          "each kind of model has formulas of its own form",
          "write " + kind.form());
    }
    return formula;
  }

  private static void only(
      StrictNode node, String key, Optional<?> value, boolean allowed, String where) {
    if (value.isPresent() && !allowed) {
      node.note(
          node.wrong(
              "'" + key + "' is only for " + where,
              "nothing here may be without effect",
              "remove it"));
    }
  }
}
