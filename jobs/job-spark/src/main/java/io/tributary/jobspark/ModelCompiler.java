package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.model.Formula.Factor;
import io.tributary.protocol.job.model.ModelDefinition;
import io.tributary.protocol.job.model.ModelMoments;
import io.tributary.protocol.job.model.ModelMoments.Moment;
import io.tributary.protocol.job.model.ModelPlan;
import io.tributary.protocol.job.model.ModelPlan.Described;
import io.tributary.protocol.job.model.ModelPlan.Means;
import io.tributary.protocol.job.model.ModelPlan.PlanTerm;
import io.tributary.protocol.job.model.ModelPlan.Variable;
import io.tributary.protocol.job.model.ModelSql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.types.DataTypes;

/**
 * Turns the resolved SQL of a model into measures, cells and the plan of its evaluation. A row in
 * which a variable of a regression or PCA is missing is left out as a whole.
 */
final class ModelCompiler {
  private final JobDefinition job;
  private final ModelDefinition model;
  private final ModelSql sql;
  private final Domains domains;
  private final Measures measures;
  private final Binning binning;
  private final Problems problems;
  private final Map<Factor, Expression> resolved = new LinkedHashMap<>();
  private final Map<Factor, Dimension> categories = new HashMap<>();

  ModelCompiler(
      JobDefinition job, Domains domains, Measures measures, Binning binning, Problems problems) {
    this.job = job;
    this.model = job.model().orElseThrow();
    this.sql = new ModelSql(model);
    this.domains = domains;
    this.measures = measures;
    this.binning = binning;
    this.problems = problems;
  }

  /** Names of the domains that the formula's categories have. */
  Set<String> categories() {
    Set<String> names = new HashSet<>();
    model.formula().factors().stream()
        .filter(Factor::isCategory)
        .forEach(factor -> names.add(factor.name()));
    return names;
  }

  /** The variables that are numbers. */
  List<Expression> numbers() {
    return resolved.entrySet().stream()
        .filter(variable -> !variable.getKey().isCategory())
        .map(Map.Entry::getValue)
        .toList();
  }

  Answering of(TopAggregate top) {
    resolve(top);
    problems.check();
    ModelPlan plan = plan();
    problems.check();
    ModelMoments needed = new ModelMoments(m -> measures.expressions().get(m).nullable());
    needed.of(plan).forEach(this::declare);
    return Answering.of(plan);
  }

  /** Finds each variable among the SQL's columns, after those of the groups. */
  private void resolve(TopAggregate top) {
    List<Factor> variables = sql.variables();
    int groups = sql.groups().size();
    if (top.grouping().size() != groups
        || top.outputs().size() != groups + Math.max(1, variables.size())) {
      throw new IllegalStateException("the SQL of the model is not what it was written as");
    }
    List<Expression> columns = columns(top);
    for (int i = 0; i < variables.size(); i++) {
      Factor factor = variables.get(i);
      Expression expression = columns.get(groups + i);
      resolved.put(factor, expression);
      if (factor.isCategory()) {
        domains.of(expression, factor.name()).ifPresent(d -> categories.put(factor, d));
      } else {
        number(factor, expression);
      }
    }
  }

  /** The groups and what is counted in them, over the rows of the source. */
  static List<Expression> columns(TopAggregate top) {
    List<Expression> columns = new ArrayList<>(top.grouping());
    top.outputs().stream()
        .map(TopAggregate.Column::value)
        .filter(AggregateExpression.class::isInstance)
        .forEach(count -> columns.add(argument(count)));
    return columns;
  }

  private static Expression argument(Expression count) {
    return Trees.children((Expression) ((AggregateExpression) count).aggregateFunction()).get(0);
  }

  private void number(Factor factor, Expression expression) {
    if (expression.dataType().equals(DataTypes.DoubleType)) {
      problems.at(
          expression,
          "'" + factor.name() + "' is floating point",
          "its rounding depends on the machine's order of work",
          "write I(CAST(… AS decimal(precision, scale)))");
    } else if (Types.ours(expression.dataType()).filter(SqlType::isExact).isEmpty()) {
      problems.at(
          expression,
          "'" + factor.name() + "' is not an exact number",
          "its type is " + expression.dataType().sql(),
          "write C(…) for categories, or I(CASE WHEN … THEN 1 ELSE 0 END)");
    }
  }

  private ModelPlan plan() {
    return switch (model.kind()) {
      case LINEAR_REGRESSION -> regression();
      case PCA -> new ModelPlan.Components(present(), model.standardise(), variables());
      case PEARSON -> new ModelPlan.Correlations(variables());
      case T_TEST -> means();
      case ANOVA -> new ModelPlan.Anova(variables().get(0));
      case CHI_SQUARED -> new ModelPlan.Independence();
      case DESCRIBE -> description();
    };
  }

  private List<Variable> variables() {
    return sql.variables().stream()
        .map(factor -> new Variable(factor.name(), measures.index(resolved.get(factor))))
        .toList();
  }

  /** What a row that counts must have; several are one flag. */
  private List<Integer> present() {
    return ModelColumns.complete(List.copyOf(resolved.values())).stream()
        .map(measures::index)
        .toList();
  }

  private ModelPlan regression() {
    List<Integer> present = present();
    int response = measures.index(resolved.get(model.formula().response().orElseThrow()));
    List<PlanTerm> terms = new ArrayList<>();
    for (List<Factor> term : model.formula().terms()) {
      terms.add(new ModelColumns(term, categories, resolved, measures).term());
    }
    return new ModelPlan.Regression(present, response, model.formula().intercept(), terms);
  }

  private ModelPlan means() {
    if (!model.isGrouped()) {
      return new Means(Means.Test.ONE_SAMPLE, variables().get(0), model.mean());
    }
    String name = sql.groups().get(0).name();
    Optional<JobDefinition.Dimension> domain =
        job.dimensions().stream().filter(d -> d.name().equals(name)).findFirst();
    if (domain.filter(d -> d.values().size() != 2).isPresent()) {
      problems.general(
          "dimension " + name + " has " + domain.get().values().size() + " values",
          "a t-test compares two groups; rows of others are left out",
          "declare the two values that are compared, or use anova");
    }
    return new Means(
        model.equalVariances() ? Means.Test.POOLED : Means.Test.WELCH,
        variables().get(0),
        model.mean());
  }

  private ModelPlan description() {
    List<Described> described = new ArrayList<>();
    for (Factor factor : sql.variables()) {
      Expression expression = resolved.get(factor);
      binning
          .section(expression, Optional.of(factor.name()))
          .map(section -> new Described(factor.name(), measures.index(expression), section))
          .ifPresent(described::add);
    }
    return new ModelPlan.Description(described);
  }

  private void declare(Moment moment) {
    List<Expression> factors = expressions(moment.factors());
    List<Expression> present = expressions(moment.present());
    int unused = factors.isEmpty() ? measures.count(present) : measures.sum(factors, present);
  }

  private List<Expression> expressions(List<Integer> indices) {
    return indices.stream().map(measures.expressions()::get).toList();
  }
}
