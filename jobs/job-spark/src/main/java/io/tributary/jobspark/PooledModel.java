package io.tributary.jobspark;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.model.Formula.Factor;
import io.tributary.protocol.job.model.ModelDefinition;
import io.tributary.protocol.job.model.ModelPlan;
import io.tributary.protocol.job.model.ModelSql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The oracle of model jobs: textbook algorithms in floating point (Apache Commons Math) over the
 * pooled rows, after the published transform. It shares with the federated answer the definition
 * and the names of rows and columns, and no arithmetic.
 */
final class PooledModel {
  private final JobDefinition job;
  private final ModelDefinition model;
  private final CompiledJob compiled;
  private final ModelSql sql;

  PooledModel(JobDefinition job, CompiledJob compiled) {
    this.job = job;
    this.model = job.model().orElseThrow();
    this.compiled = compiled;
    this.sql = new ModelSql(model);
  }

  /** The answer over rows of the groups and {@link ModelSql#variables}. */
  Answer answer(Dataset<Row> rows) {
    List<Row> all = rows.collectAsList();
    List<PooledVariable> variables = new ArrayList<>();
    List<Factor> factors = new ArrayList<>(sql.groups());
    factors.addAll(sql.variables());
    for (int i = 0; i < factors.size(); i++) {
      variables.add(PooledVariable.of(job, factors.get(i), rows.schema().apply(i), all, i));
    }
    return new Answer(Evaluation.columns(compiled), answer(variables, all.size()));
  }

  private List<List<Object>> answer(List<PooledVariable> variables, int rows) {
    ModelPlan plan = compiled.model().orElseThrow();
    List<Integer> every = IntStream.range(0, rows).boxed().toList();
    return switch (model.kind()) {
      case LINEAR_REGRESSION -> {
        List<Integer> whole = PooledVariable.present(every, variables);
        yield new ReferenceRegression(model.formula(), variables, whole)
            .rows((ModelPlan.Regression) plan, rows - whole.size());
      }
      case PCA -> {
        List<Integer> whole = PooledVariable.present(every, variables);
        yield ReferenceComponents.rows(variables, whole, model.standardise(), rows - whole.size());
      }
      case PEARSON -> ReferenceTests.correlations(variables, every);
      case T_TEST ->
          model.isGrouped()
              ? ReferenceTests.twoSamples(
                  variables.get(0), variables.get(1), every, model.equalVariances())
              : ReferenceTests.oneSample(variables.get(0), every, model.mean().doubleValue());
      case ANOVA -> ReferenceTests.anova(variables.get(0), variables.get(1), every);
      case CHI_SQUARED -> ReferenceTests.independence(variables.get(0), variables.get(1), every);
      case DESCRIBE -> described(variables, every);
    };
  }

  private List<List<Object>> described(List<PooledVariable> variables, List<Integer> every) {
    ModelPlan.Description plan = (ModelPlan.Description) compiled.model().orElseThrow();
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Section section = compiled.sections().get(plan.variables().get(i).section());
      Bins bins = section.axis().orElseThrow().bins();
      rows.add(ReferenceTests.described(variables.get(i), every, bins));
    }
    return rows;
  }

  /** A row of an answer; an empty value is NULL. */
  static List<Object> row(Object... values) {
    List<Object> row = new ArrayList<>();
    for (Object value : values) {
      Object bare = value instanceof Optional<?> maybe ? maybe.orElse(null) : value;
      boolean undefined = bare instanceof Double number && number.isNaN();
      row.add(undefined ? null : bare instanceof Integer small ? (Object) small.longValue() : bare);
    }
    return Collections.unmodifiableList(row);
  }
}
