package io.tributary.protocol.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.protocol.job.model.ModelPlan;
import io.tributary.protocol.job.model.ModelPlan.Anova;
import io.tributary.protocol.job.model.ModelPlan.Components;
import io.tributary.protocol.job.model.ModelPlan.Correlations;
import io.tributary.protocol.job.model.ModelPlan.Described;
import io.tributary.protocol.job.model.ModelPlan.Description;
import io.tributary.protocol.job.model.ModelPlan.Independence;
import io.tributary.protocol.job.model.ModelPlan.Means;
import io.tributary.protocol.job.model.ModelPlan.PlanColumn;
import io.tributary.protocol.job.model.ModelPlan.PlanTerm;
import io.tributary.protocol.job.model.ModelPlan.Regression;
import io.tributary.protocol.job.model.ModelPlan.Variable;
import java.math.BigDecimal;
import java.util.List;

/** {@link ModelPlan} in {@code compiled.json}. */
final class ModelJson {
  private enum Kind {
    REGRESSION,
    COMPONENTS,
    CORRELATIONS,
    MEANS,
    ANOVA,
    INDEPENDENCE,
    DESCRIPTION
  }

  private ModelJson() {}

  static void write(ObjectNode node, ModelPlan plan) {
    if (plan instanceof Regression regression) {
      kind(node, Kind.REGRESSION).put("response", regression.response());
      node.put("intercept", regression.intercept());
      ExpressionJson.integers(node.putArray("present"), regression.present());
      ArrayNode terms = node.putArray("terms");
      regression.terms().forEach(term -> term(terms.addObject(), term));
    } else if (plan instanceof Components components) {
      kind(node, Kind.COMPONENTS).put("standardise", components.standardise());
      ExpressionJson.integers(node.putArray("present"), components.present());
      variables(node, components.variables());
    } else if (plan instanceof Correlations correlations) {
      variables(kind(node, Kind.CORRELATIONS), correlations.variables());
    } else if (plan instanceof Means means) {
      kind(node, Kind.MEANS).put("test", ExpressionJson.lower(means.test()));
      node.put("mean", means.mean().toPlainString());
      variable(node.putObject("variable"), means.variable());
    } else if (plan instanceof Anova anova) {
      variable(kind(node, Kind.ANOVA).putObject("variable"), anova.variable());
    } else if (plan instanceof Independence) {
      kind(node, Kind.INDEPENDENCE);
    } else if (plan instanceof Description description) {
      ArrayNode variables = kind(node, Kind.DESCRIPTION).putArray("variables");
      for (Described one : description.variables()) {
        variables
            .addObject()
            .put("label", one.label())
            .put("measure", one.measure())
            .put("section", one.section());
      }
    }
  }

  private static ObjectNode kind(ObjectNode node, Kind kind) {
    return node.put("kind", ExpressionJson.lower(kind));
  }

  private static void term(ObjectNode node, PlanTerm term) {
    ArrayNode factors = node.putArray("factors");
    term.factors().forEach(factors::add);
    node.put("number", term.number());
    ArrayNode columns = node.putArray("columns");
    for (PlanColumn column : term.columns()) {
      ObjectNode one = columns.addObject();
      one.put("label", column.label()).put("measure", column.measure());
      ExpressionJson.integers(one.putArray("levels"), column.levels());
    }
  }

  private static void variables(ObjectNode node, List<Variable> variables) {
    ArrayNode all = node.putArray("variables");
    variables.forEach(v -> variable(all.addObject(), v));
  }

  private static void variable(ObjectNode node, Variable variable) {
    node.put("label", variable.label()).put("measure", variable.measure());
  }

  static ModelPlan read(StrictNode node) {
    return switch (node.required("kind").oneOf(Kind.class)) {
      case REGRESSION ->
          new Regression(
              ExpressionJson.indices(node.required("present")),
              ExpressionJson.index(node.required("response")),
              node.required("intercept").bool(),
              node.required("terms").items().stream().map(t -> t.map(ModelJson::term)).toList());
      case COMPONENTS ->
          new Components(
              ExpressionJson.indices(node.required("present")),
              node.required("standardise").bool(),
              variables(node));
      case CORRELATIONS -> new Correlations(variables(node));
      case MEANS ->
          new Means(
              node.required("test").oneOf(Means.Test.class),
              node.required("variable").map(ModelJson::variable),
              new BigDecimal(node.required("mean").text()));
      case ANOVA -> new Anova(node.required("variable").map(ModelJson::variable));
      case INDEPENDENCE -> new Independence();
      case DESCRIPTION ->
          new Description(
              node.required("variables").items().stream()
                  .map(v -> v.map(ModelJson::described))
                  .toList());
    };
  }

  private static PlanTerm term(StrictNode node) {
    return new PlanTerm(
        node.required("factors").items().stream().map(StrictNode::text).toList(),
        node.required("number").bool(),
        node.required("columns").items().stream().map(c -> c.map(ModelJson::column)).toList());
  }

  private static PlanColumn column(StrictNode node) {
    return new PlanColumn(
        node.required("label").text(),
        ExpressionJson.index(node.required("measure")),
        ExpressionJson.indices(node.required("levels")));
  }

  private static List<Variable> variables(StrictNode node) {
    return node.required("variables").items().stream()
        .map(v -> v.map(ModelJson::variable))
        .toList();
  }

  private static Variable variable(StrictNode node) {
    return new Variable(
        node.required("label").text(), ExpressionJson.index(node.required("measure")));
  }

  private static Described described(StrictNode node) {
    return new Described(
        node.required("label").text(),
        ExpressionJson.index(node.required("measure")),
        ExpressionJson.index(node.required("section")));
  }
}
