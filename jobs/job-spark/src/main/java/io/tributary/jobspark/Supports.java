package io.tributary.jobspark;

import io.tributary.protocol.job.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataTypes;
import scala.Tuple2;

/**
 * Conditions that pick rows out of a group, so that an aggregate of a large group would tell what a
 * few of its rows hold: each way such a condition can turn out is counted, and a group is shown
 * only if each of these counts is large enough (PROTOCOL 3.7).
 *
 * <p>A condition counts if it decides which values of rows are aggregated: FILTER, CASE, IF,
 * COALESCE, and a boolean taken as a number. How many rows fulfil it is no value of a row.
 */
final class Supports {
  private final Measures measures;
  private final Problems problems;
  private final Set<ExprId> visible = new HashSet<>();
  private final Set<ExprId> grouped = new HashSet<>();
  private final Map<ExprId, Expression> defined = new HashMap<>();

  Supports(Query query, Measures measures, Problems problems) {
    this.measures = measures;
    this.problems = problems;
    TopAggregate top = query.top();
    Trees.list(query.source().output()).forEach(a -> visible.add(a.exprId()));
    if (top.sets().size() == 1) {
      top.grouping().stream()
          .filter(Attribute.class::isInstance)
          .forEach(g -> grouped.add(((Attribute) g).exprId()));
    }
    Trees.everywhere(query.source(), this::define);
  }

  private void define(LogicalPlan plan) {
    if (plan instanceof Project project) {
      Trees.list(project.projectList())
          .forEach(
              column -> {
                if (column instanceof Alias alias && !grouped.contains(alias.exprId())) {
                  defined.put(alias.exprId(), alias.child());
                }
              });
    }
  }

  /** An expression with its columns written out where something chooses between their values. */
  private Expression written(Expression expression) {
    return Trees.replaceDown(expression, this::definition);
  }

  /** Counts what the conditions in the arguments of an aggregate of values pick. */
  void of(List<Expression> arguments) {
    List<Expression> written = arguments.stream().map(this::written).toList();
    if (written.stream().anyMatch(this::hasValue)) {
      written.forEach(this::count);
    }
  }

  private Expression definition(Expression expression) {
    if (!(expression instanceof Attribute a) || !defined.containsKey(a.exprId())) {
      return expression;
    }
    Expression definition = written(defined.get(a.exprId()));
    return choices(definition) > 0 ? definition : expression;
  }

  private void count(Expression argument) {
    walk(argument, taken -> taken);
    // A product of masks is a mask, too.
    if (choices(argument) > 1
        && Types.ours(argument.dataType()).filter(SqlType::isExact).isPresent()) {
      Expression zero = Longs.cast(Longs.integer(0), argument.dataType());
      support(argument, one(new Not(new EqualTo(argument, zero))));
    }
  }

  /** Whether a value of a row goes in, not only conditions on it. */
  private boolean hasValue(Expression expression) {
    List<Way> ways = choice(expression);
    if (!ways.isEmpty()) {
      return ways.stream().anyMatch(way -> hasValue(way.value()));
    }
    return expression instanceof Attribute attribute
        ? !isParameter(attribute)
        : Trees.children(expression).stream().anyMatch(this::hasValue);
  }

  private static int choices(Expression expression) {
    List<Way> ways = choice(expression);
    return ways.isEmpty()
        ? Trees.children(expression).stream().mapToInt(Supports::choices).sum()
        : 1 + ways.stream().mapToInt(way -> choices(way.value())).sum();
  }

  private void walk(Expression expression, UnaryOperator<Expression> within) {
    List<Way> ways = choice(expression);
    if (ways.isEmpty()) {
      Trees.children(expression).forEach(child -> walk(child, within));
    }
    for (int i = 0; i < ways.size(); i++) {
      int way = i;
      UnaryOperator<Expression> here = inner -> within.apply(taken(ways, way, inner));
      if (mustCount(ways, way)) {
        support(expression, here.apply(Longs.of(1)));
      }
      walk(ways.get(i).value(), here);
    }
  }

  /**
   * A constant in place of a missing value, and what is the same in all of a group, hide nobody.
   */
  private boolean mustCount(List<Way> ways, int way) {
    List<Expression> conditions = ways.stream().flatMap(w -> w.condition().stream()).toList();
    boolean fixed = conditions.stream().allMatch(this::isFixed);
    boolean missing = conditions.stream().allMatch(Supports::isAboutNull);
    return !fixed && !(missing && ways.get(way).value().foldable());
  }

  private boolean isFixed(Expression condition) {
    return condition instanceof Attribute attribute
        ? isParameter(attribute) || grouped.contains(attribute.exprId())
        : Trees.children(condition).stream().allMatch(this::isFixed);
  }

  private static boolean isAboutNull(Expression condition) {
    boolean test = condition instanceof IsNull || condition instanceof IsNotNull;
    boolean joined =
        condition instanceof And || condition instanceof Or || condition instanceof Not;
    return (test && Trees.children(condition).get(0) instanceof Attribute)
        || (joined && Trees.children(condition).stream().allMatch(Supports::isAboutNull));
  }

  private void support(Expression at, Expression taken) {
    if (Trees.contains(taken, Attribute.class) && !isVisible(taken)) {
      problems.at(
          at,
          "a condition in a sub-query picks rows out of a group",
          "how many it picks must be counted with the group, and its columns are not there",
          "select the columns of the condition in the sub-query, too, or group by the condition");
      return;
    }
    measures.support(List.of(taken));
  }

  private boolean isVisible(Expression expression) {
    return expression instanceof Attribute attribute
        ? isParameter(attribute) || visible.contains(attribute.exprId())
        : Trees.children(expression).stream().allMatch(this::isVisible);
  }

  private static boolean isParameter(Attribute attribute) {
    return attribute.name().startsWith(Resolver.PARAMETER_PREFIX);
  }

  /** One way in which a choice can turn out: the first whose condition holds, if it has one. */
  private record Way(Optional<Expression> condition, Expression value) {}

  /** The ways of an expression; none if it chooses nothing. */
  private static List<Way> choice(Expression expression) {
    List<Way> ways = new ArrayList<>();
    if (expression instanceof CaseWhen when) {
      Trees.list(when.branches()).forEach(b -> ways.add(new Way(Optional.of(b._1()), b._2())));
      Expression other = Trees.optional(when.elseValue()).orElse(nothing());
      ways.add(new Way(Optional.empty(), other));
    } else if (expression instanceof If choice) {
      ways.add(new Way(Optional.of(choice.predicate()), choice.trueValue()));
      ways.add(new Way(Optional.empty(), choice.falseValue()));
    } else if (expression instanceof Coalesce) {
      List<Expression> values = Trees.children(expression);
      values
          .subList(0, values.size() - 1)
          .forEach(v -> ways.add(new Way(Optional.of(new IsNotNull(v)), v)));
      ways.add(new Way(Optional.empty(), values.get(values.size() - 1)));
    } else if (expression instanceof Cast cast
        && cast.child().dataType() instanceof BooleanType
        && !(cast.dataType() instanceof BooleanType)) {
      ways.add(new Way(Optional.of(cast.child()), Longs.of(1)));
      ways.add(new Way(Optional.empty(), Longs.of(0)));
    }
    return ways;
  }

  /** An expression where a choice turns out one way, NULL where it does not. */
  private static Expression taken(List<Way> ways, int way, Expression inner) {
    Expression none = Trees.literal(null, inner.dataType());
    List<Tuple2<Expression, Expression>> branches = new ArrayList<>();
    Expression otherwise = none;
    for (int i = 0; i < ways.size(); i++) {
      Expression value = i == way ? inner : none;
      if (ways.get(i).condition().isPresent()) {
        branches.add(new Tuple2<>(ways.get(i).condition().get(), value));
      } else {
        otherwise = value;
      }
    }
    return Longs.when(branches, otherwise);
  }

  private static Expression one(Expression condition) {
    return Longs.when(List.of(new Tuple2<>(condition, Longs.of(1))), nothing());
  }

  private static Expression nothing() {
    return Trees.literal(null, DataTypes.LongType);
  }
}
