package io.tributary.jobspark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.CreateStruct$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.KnownNotNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.RuntimeReplaceableAggregate;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.CollectList;
import org.apache.spark.sql.catalyst.expressions.aggregate.Percentile;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import scala.Option;
import scala.Tuple2;

/**
 * Plain Spark with its floating-point aggregates replaced by {@link ExactStatistics} over the list
 * of their exact arguments. Spark's own are wrong in the first digits where values are close to
 * each other and far from zero, or where a result is close to zero; everything else stays Spark's.
 */
final class ExactAggregates {
  private static final Set<String> REPLACED =
      Set.of(
          "Average",
          "Corr",
          "CovPopulation",
          "CovSample",
          "Kurtosis",
          "Percentile",
          "RegrIntercept",
          "RegrR2",
          "RegrReplacement",
          "RegrSXY",
          "RegrSlope",
          "Skewness",
          "StddevPop",
          "StddevSamp",
          "Sum",
          "VariancePop",
          "VarianceSamp");

  private ExactAggregates() {}

  static LogicalPlan apply(LogicalPlan plan) {
    return Trees.replaceExpressions(
        plan, e -> e instanceof AggregateExpression aggregate ? exact(aggregate) : e);
  }

  private static Expression exact(AggregateExpression aggregate) {
    Expression function = (Expression) aggregate.aggregateFunction();
    if (function instanceof RuntimeReplaceableAggregate replaceable) {
      function = replaceable.replacement();
    }
    String name = function.getClass().getSimpleName();
    if (!REPLACED.contains(name) || !(aggregate.dataType() instanceof DoubleType)) {
      return aggregate;
    }
    boolean percentile = function instanceof Percentile;
    List<Expression> arguments =
        percentile ? Trees.children(function).subList(0, 1) : Trees.children(function);
    List<Expression> values = new ArrayList<>();
    for (Expression argument : arguments) {
      Optional<Expression> value = decimal(argument);
      if (value.isEmpty()) {
        return aggregate;
      }
      values.add(value.get());
    }
    Expression list =
        aggregate.withNewChildren(
            Trees.seq(
                replacedFirst(
                    Trees.children(aggregate),
                    new CollectList(CreateStruct$.MODULE$.create(Trees.seq(values))))));
    return new ScalaUDF(
        new ExactStatistics(name, percentile ? fraction((Percentile) function) : BigDecimal.ZERO),
        DataTypes.DoubleType,
        Trees.seq(list),
        Trees.seq(),
        Option.empty(),
        Option.empty(),
        true,
        true);
  }

  private static List<Expression> replacedFirst(List<Expression> children, Expression first) {
    List<Expression> all = new ArrayList<>(children);
    all.set(0, first);
    return all;
  }

  private static BigDecimal fraction(Percentile percentile) {
    BigDecimal fraction = new BigDecimal(percentile.percentageExpression().eval(null).toString());
    return percentile.reverse() ? BigDecimal.ONE.subtract(fraction) : fraction;
  }

  /** The exact value beneath the casts to double that Spark puts around arguments. */
  private static Optional<Expression> decimal(Expression argument) {
    if (argument instanceof Cast cast && cast.dataType() instanceof DoubleType) {
      return decimal(cast.child());
    }
    if (argument instanceof KnownNotNull known) {
      return decimal(known.child());
    }
    if (argument instanceof Literal literal && literal.dataType() instanceof DoubleType) {
      return Optional.of(
          literal.value() == null
              ? Trees.literal(null, wide(10))
              : Trees.literal(new BigDecimal(literal.value().toString()).setScale(10), wide(10)));
    }
    if (Types.ours(argument.dataType()).filter(t -> t.isExact()).isPresent()) {
      return Optional.of(
          Longs.cast(
              argument, argument.dataType() instanceof DecimalType d ? wide(d.scale()) : wide(0)));
    }
    if (argument instanceof If choice) {
      return decimal(choice.trueValue())
          .flatMap(
              yes ->
                  decimal(choice.falseValue())
                      .map(no -> choice(List.of(new Tuple2<>(choice.predicate(), yes)), no)));
    }
    return argument instanceof CaseWhen when ? branches(when) : Optional.empty();
  }

  private static Optional<Expression> branches(CaseWhen when) {
    List<Tuple2<Expression, Expression>> branches = new ArrayList<>();
    for (Tuple2<Expression, Expression> branch : Trees.list(when.branches())) {
      Optional<Expression> value = decimal(branch._2());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      branches.add(new Tuple2<>(branch._1(), value.get()));
    }
    Optional<Expression> otherwise = Trees.optional(when.elseValue());
    Optional<Expression> last =
        otherwise.isPresent()
            ? decimal(otherwise.get())
            : Optional.of(Trees.literal(null, wide(10)));
    return last.map(l -> choice(branches, l));
  }

  /** All branches with as many digits after the point as the longest needs. */
  private static Expression choice(
      List<Tuple2<Expression, Expression>> branches, Expression otherwise) {
    int scale = ((DecimalType) otherwise.dataType()).scale();
    for (Tuple2<Expression, Expression> branch : branches) {
      scale = Math.max(scale, ((DecimalType) branch._2().dataType()).scale());
    }
    DataType type = wide(scale);
    List<Tuple2<Expression, Expression>> same = new ArrayList<>();
    branches.forEach(b -> same.add(new Tuple2<>(b._1(), Longs.cast(b._2(), type))));
    return Longs.when(same, Longs.cast(otherwise, type));
  }

  private static DataType wide(int scale) {
    return DataTypes.createDecimalType(38, scale);
  }
}
