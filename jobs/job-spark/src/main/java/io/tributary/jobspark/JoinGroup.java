package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.Inner$;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * Tables that are joined together, and the conditions between them: either the two sides of one
 * outer, semi or anti join, or all sides of inner joins, with the WHERE above them.
 */
final class JoinGroup {
  private final Join first;
  private final List<LogicalPlan> sides = new ArrayList<>();
  private final List<Expression> conditions = new ArrayList<>();

  private JoinGroup(Join first) {
    this.first = first;
  }

  /**
   * The group that begins at a node, if one does.
   *
   * @param seen nodes that belong to a group already; those of this one are added
   */
  static Optional<JoinGroup> of(LogicalPlan plan, Set<LogicalPlan> seen) {
    LogicalPlan below = plan;
    while (below instanceof Filter filter) {
      below = filter.child();
    }
    if (!(below instanceof Join join) || seen.contains(join)) {
      return Optional.empty();
    }
    JoinGroup group = new JoinGroup(join);
    if (isInner(join)) {
      group.collect(plan, seen);
    } else {
      seen.add(join);
      group.sides.addAll(List.of(join.left(), join.right()));
      Trees.optional(join.condition()).ifPresent(c -> group.conditions.addAll(conjuncts(c)));
    }
    return Optional.of(group);
  }

  private static boolean isInner(Join join) {
    return join.joinType() == Inner$.MODULE$;
  }

  private void collect(LogicalPlan plan, Set<LogicalPlan> seen) {
    if (plan instanceof Filter filter) {
      conditions.addAll(conjuncts(filter.condition()));
      collect(filter.child(), seen);
    } else if (plan instanceof Join join && isInner(join)) {
      seen.add(join);
      Trees.optional(join.condition()).ifPresent(c -> conditions.addAll(conjuncts(c)));
      collect(join.left(), seen);
      collect(join.right(), seen);
    } else {
      sides.add(plan);
    }
  }

  /** The conditions that must all hold. */
  static List<Expression> conjuncts(Expression condition) {
    if (!(condition instanceof And)) {
      return List.of(condition);
    }
    List<Expression> all = new ArrayList<>();
    Trees.children(condition).forEach(part -> all.addAll(conjuncts(part)));
    return all;
  }

  /** Refuses the group unless equalities connect all sides. */
  void check(Problems problems) {
    int[] part = IntStream.range(0, sides.size()).toArray();
    for (Expression condition : conditions) {
      if (isEquality(condition)) {
        OptionalInt left = side(Trees.children(condition).get(0));
        OptionalInt right = side(Trees.children(condition).get(1));
        if (left.isPresent() && right.isPresent()) {
          merge(part, part[left.getAsInt()], part[right.getAsInt()]);
        }
      }
    }
    if (IntStream.of(part).distinct().count() > 1) {
      problems.at(
          first,
          "these tables are joined without an equality between them",
          "every row would be compared with every other, which could eat the cluster",
          "join on a key: ON a.key = b.key, perhaps AND further conditions");
    }
  }

  private static void merge(int[] part, int from, int to) {
    for (int i = 0; i < part.length; i++) {
      part[i] = part[i] == from ? to : part[i];
    }
  }

  private static boolean isEquality(Expression condition) {
    return condition instanceof EqualTo || condition instanceof EqualNullSafe;
  }

  /** The one side whose columns an expression uses. */
  private OptionalInt side(Expression expression) {
    if (expression.references().isEmpty()) {
      return OptionalInt.empty();
    }
    return IntStream.range(0, sides.size())
        .filter(i -> expression.references().subsetOf(sides.get(i).outputSet()))
        .findFirst();
  }

  /** Whether a condition compares an outer row's value with an inner one's for equality. */
  static boolean isCorrelation(Expression condition) {
    if (!isEquality(condition)) {
      return false;
    }
    BinaryComparison equality = (BinaryComparison) condition;
    return (isOuter(equality.left()) && isInner(equality.right()))
        || (isInner(equality.left()) && isOuter(equality.right()));
  }

  private static boolean isOuter(Expression expression) {
    return Trees.contains(expression, OuterReference.class) && !columns(expression);
  }

  private static boolean isInner(Expression expression) {
    return columns(expression) && !Trees.contains(expression, OuterReference.class);
  }

  private static boolean columns(Expression expression) {
    return !expression.references().isEmpty()
        || Trees.contains(expression, SubqueryExpression.class);
  }
}
