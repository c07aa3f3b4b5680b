package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.model.Formula;
import io.tributary.protocol.job.model.Formula.Factor;
import io.tributary.protocol.job.model.ModelDefinition;
import java.util.ArrayList;
import java.util.List;

/** What a job with a model asks, and how its answer comes about. */
final class ModelQuestion {
  private final CompiledJob job;
  private final ModelDefinition model;

  ModelQuestion(CompiledJob job, ModelDefinition model) {
    this.job = job;
    this.model = model;
  }

  List<String> asked() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "One model over the rows of all repositories, as if they stood in one table: "
            + model()
            + ".");
    lines.addAll(Question.conditions(job));
    lines.add(counted());
    lines.add(
        "The answer is the one that a statistics program would give over that one table, had it"
            + " ever been brought together, with every value within the public bounds and lists"
            + " below; it is worked out from exact sums, so its digits are at least as good.");
    return lines;
  }

  private String model() {
    return switch (model.kind()) {
      case LINEAR_REGRESSION ->
          "a linear regression (least squares) that explains "
              + response()
              + " by "
              + Prose.list(terms())
              + (model.formula().intercept() ? ", and a constant" : ", without a constant");
      case PCA ->
          "the principal components of "
              + Prose.list(terms())
              + (model.standardise()
                  ? ", each divided by its standard deviation"
                  : ", in their own units");
      case PEARSON -> "the Pearson correlation of each pair of " + Prose.list(terms());
      case T_TEST -> test();
      case ANOVA ->
          "whether the mean of "
              + response()
              + " differs among the groups of "
              + Prose.list(terms())
              + " (one-way analysis of variance)";
      case CHI_SQUARED ->
          "the table of "
              + Prose.list(terms())
              + ", and whether they depend on each other (chi-squared test)";
      case DESCRIBE ->
          "for each of "
              + Prose.list(terms())
              + ": how many values there are and how many are missing, mean, standard deviation,"
              + " least and greatest value, median and quartiles";
    };
  }

  private String test() {
    return model.formula().terms().isEmpty()
        ? "whether the mean of " + response() + " is " + model.mean().toPlainString() + " (t-test)"
        : "whether the mean of "
            + response()
            + " differs between the two groups of "
            + Prose.list(terms())
            + (model.equalVariances()
                ? " (t-test, the variances taken to be the same)"
                : " (Welch's t-test)");
  }

  private String response() {
    return model.formula().response().map(ModelQuestion::words).orElse("each row");
  }

  /** The terms, factors of one term joined. */
  private List<String> terms() {
    return model.formula().terms().stream()
        .map(term -> String.join(" × ", term.stream().map(ModelQuestion::words).toList()))
        .toList();
  }

  private static String words(Factor factor) {
    String category = factor.kind() == Formula.Kind.CATEGORY ? " (a category)" : "";
    return (factor.sql().equals(factor.name()) ? factor.name() : Sql.readable(factor.name()))
        + category;
  }

  /** Which rows count where something is not known. */
  private String counted() {
    return switch (model.kind()) {
      case PEARSON -> "Each correlation is over the rows in which both values are known.";
      case DESCRIBE ->
          "Each variable is described over the rows in which it is known; least and greatest"
              + " values and quartiles are told to the width of the public bins below.";
      default -> "A row counts only if all that the model names is known in it.";
    };
  }

  /** From the opened sums to the figures. */
  List<String> computed() {
    List<String> names = Evaluation.columns(job).stream().map(Answer.Column::name).toList();
    return List.of(
        "The columns are " + String.join(", ", names) + ".",
        from(),
        "#1, #2 … are the cells above, summed over all repositories. Computed on the asker's"
            + " machine in exact fractions; each figure is rounded once. Only probabilities (p)"
            + " come from a series, to more digits than are shown.");
  }

  private String from() {
    return switch (model.kind()) {
      case LINEAR_REGRESSION ->
          "The cells are the sums of products of all columns of the model, two by two. The"
              + " estimates solve the normal equations that these sums make; standard errors, t, p"
              + " and R² follow from what the equations leave unexplained. No residual of a row"
              + " exists anywhere.";
      case PCA ->
          "The cells are the sums of products of the variables, two by two: they make the"
              + " covariance matrix, whose eigenvectors are the components.";
      case PEARSON ->
          "Each correlation follows from five sums (of x, y, x², xy, y²) and a count of its own.";
      case T_TEST, ANOVA ->
          "Each group's mean and variance follow from its count, sum and sum of squares; the test"
              + " compares them.";
      case CHI_SQUARED ->
          "Each cell is the count of one combination; expected counts and chi-squared follow from"
              + " the counts.";
      case DESCRIBE ->
          "Means and deviations follow from counts, sums and sums of squares; least, greatest,"
              + " median and quartiles from the counts of the bins.";
    };
  }
}
