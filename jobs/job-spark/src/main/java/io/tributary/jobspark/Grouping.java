package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Expand;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;

/** What is grouped by, with grouping sets taken out of Spark's Expand. */
record Grouping(
    LogicalPlan source,
    List<Expression> expressions,
    List<List<Integer>> sets,
    Map<ExprId, Integer> expanded,
    Optional<ExprId> id) {

  static Grouping of(Aggregate aggregate) {
    List<Expression> grouping = Trees.list(aggregate.groupingExpressions());
    if (aggregate.child() instanceof Expand expand && isGroupingSets(expand)) {
      return of(expand, grouping);
    }
    List<Integer> all = IntStream.range(0, grouping.size()).boxed().toList();
    return new Grouping(aggregate.child(), grouping, List.of(all), Map.of(), Optional.empty());
  }

  private static boolean isGroupingSets(Expand expand) {
    return expand.output().exists(a -> a.name().equals("spark_grouping_id"))
        && expand.child() instanceof Project;
  }

  /** The grouping id is the last grouping expression; a duplicate set adds a position to it. */
  private static Grouping of(Expand expand, List<Expression> grouping) {
    Map<ExprId, Expression> named = new HashMap<>();
    Project project = (Project) expand.child();
    Trees.list(project.projectList())
        .forEach(p -> named.put(p.exprId(), p instanceof Alias a ? a.child() : (Expression) p));
    List<Attribute> output = Trees.list(expand.output());
    List<Expression> expressions = new ArrayList<>();
    Map<ExprId, Integer> expanded = new HashMap<>();
    List<Integer> places = new ArrayList<>();
    Optional<ExprId> id = Optional.empty();
    for (Expression expression : grouping) {
      Attribute attribute = (Attribute) expression;
      if (attribute.name().equals("spark_grouping_id")) {
        id = Optional.of(attribute.exprId());
      } else if (!attribute.name().equals("_gen_grouping_pos")) {
        int place = output.stream().map(Attribute::exprId).toList().indexOf(attribute.exprId());
        expanded.put(attribute.exprId(), expressions.size());
        expressions.add(value(expand, place, named));
        places.add(place);
      }
    }
    List<List<Integer>> sets = new ArrayList<>();
    for (var projection : Trees.list(expand.projections())) {
      List<Expression> values = Trees.list(projection);
      sets.add(
          IntStream.range(0, places.size())
              .filter(i -> values.get(places.get(i)) instanceof Attribute)
              .boxed()
              .toList());
    }
    return new Grouping(project.child(), expressions, sets, expanded, id);
  }

  /** What a place holds in the grouping sets that have it. */
  private static Expression value(Expand expand, int place, Map<ExprId, Expression> named) {
    return Trees.list(expand.projections()).stream()
        .map(p -> Trees.list(p).get(place))
        .filter(Attribute.class::isInstance)
        .map(a -> named.get(((Attribute) a).exprId()))
        .findFirst()
        .orElseThrow();
  }

  /** The expression with its grouping columns as markers; arguments of aggregates stay. */
  Expression overGroups(Expression expression) {
    if (expression instanceof AggregateExpression) {
      return expression;
    }
    if (expression instanceof Attribute attribute) {
      if (expanded.containsKey(attribute.exprId())) {
        return marker(
            TopAggregate.DIMENSION + expanded.get(attribute.exprId()), attribute.dataType(), true);
      }
      if (id.isPresent() && id.get().equals(attribute.exprId())) {
        return marker(TopAggregate.GROUPING_ID, DataTypes.LongType, false);
      }
    }
    for (int i = 0; i < expressions.size() && expanded.isEmpty(); i++) {
      if (expressions.get(i).semanticEquals(expression)) {
        return marker(TopAggregate.DIMENSION + i, expression.dataType(), expression.nullable());
      }
    }
    List<Expression> children = Trees.children(expression).stream().map(this::overGroups).toList();
    return children.isEmpty() ? expression : expression.withNewChildren(Trees.seq(children));
  }

  private static Expression marker(String name, DataType type, boolean nullable) {
    return new AttributeReference(
        name, type, nullable, Metadata.empty(), NamedExpression.newExprId(), Trees.seq());
  }
}
