package io.tributary.jobspark;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;

/**
 * How large a query becomes when everything that is used twice is written twice, without writing
 * it: a short text must not stand for a plan that eats the compiler or the cluster.
 */
final class Weights {
  static final int MAX_TEXT = 1 << 16;
  static final int MAX_DEPTH = 200;
  static final long MAX_NODES = 20_000;
  static final long MAX_READS = 64;
  static final int MAX_BRANCHES = 500;
  static final int MAX_BRACKETS = 100;
  private static final long CEILING = 1L << 40;

  /** Functions that Spark, or the resolver, writes out with their argument twice. */
  private static final Set<String> DOUBLING =
      Set.of("between", "nullif", "nullifzero", "right", "decode", "nvl2", "equal_null");

  /** Nodes, levels, and inputs read. */
  private record Weight(long nodes, int depth, long reads) {
    Weight beside(Weight other) {
      return new Weight(
          Math.min(CEILING, nodes + other.nodes),
          Math.max(depth, other.depth),
          Math.min(CEILING, reads + other.reads));
    }

    Weight below() {
      return new Weight(Math.min(CEILING, nodes + 1), depth + 1, reads);
    }
  }

  private static final Weight NONE = new Weight(0, 0, 0);

  private final IdentityHashMap<Object, Weight> known = new IdentityHashMap<>();
  private Map<String, Weight> visible = Map.of();

  private Weights() {}

  /** Refuses a query that is too large. */
  static void check(LogicalPlan parsed, Problems problems) {
    Weight weight = new Weights().of(parsed);
    if (weight.depth() > MAX_DEPTH) {
      tooLarge(
          problems, "is nested " + weight.depth() + " levels deep", MAX_DEPTH + " are allowed");
    }
    if (weight.nodes() > MAX_NODES) {
      tooLarge(problems, "has too many parts", MAX_NODES + " are allowed, written out");
    }
    if (weight.reads() > MAX_READS) {
      tooLarge(problems, "reads tables too often", MAX_READS + " times are allowed, written out");
    }
  }

  /** How deep brackets stand in each other; those in texts count too. */
  static int brackets(String sql) {
    int depth = 0;
    int most = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      depth = c == '(' ? depth + 1 : c == ')' ? Math.max(0, depth - 1) : depth;
      most = Math.max(most, depth);
    }
    return most;
  }

  private static void tooLarge(Problems problems, String what, String why) {
    problems.general("the query " + what, why, "write a simpler query");
  }

  private Weight of(LogicalPlan plan) {
    Weight before = known.get(plan);
    if (before != null) {
      return before;
    }
    Weight weight;
    if (plan instanceof UnresolvedWith with) {
      weight = with(with);
    } else if (plan instanceof UnresolvedRelation relation) {
      weight = relation(relation);
    } else {
      Weight all = NONE;
      for (Expression expression : Trees.list(plan.expressions())) {
        all = all.beside(of(expression));
      }
      for (LogicalPlan child : Trees.list(plan.children())) {
        all = all.beside(of(child));
      }
      weight = all.below();
    }
    known.put(plan, weight);
    return weight;
  }

  private Weight relation(UnresolvedRelation relation) {
    String name = relation.multipartIdentifier().last().toLowerCase(Locale.ROOT);
    return visible.getOrDefault(name, new Weight(1, 1, 1)).below();
  }

  private Weight with(UnresolvedWith with) {
    Map<String, Weight> outer = visible;
    Map<String, Weight> inner = new HashMap<>(outer);
    visible = inner;
    for (var definition : Trees.list(with.cteRelations())) {
      Weight weight = of(definition._2());
      inner.put(definition._1().toLowerCase(Locale.ROOT), weight);
    }
    Weight weight = of(with.child());
    visible = outer;
    return weight.below();
  }

  private Weight of(Expression expression) {
    Weight before = known.get(expression);
    if (before != null) {
      return before;
    }
    Weight all =
        expression instanceof PlanExpression<?> query && query.plan() instanceof LogicalPlan plan
            ? of(plan)
            : NONE;
    List<Expression> children = Trees.children(expression);
    for (Expression child : children) {
      all = all.beside(of(child));
    }
    if (isDoubling(expression)) {
      all = all.beside(all);
    }
    Weight weight = all.below();
    known.put(expression, weight);
    return weight;
  }

  private static boolean isDoubling(Expression expression) {
    return expression instanceof UnresolvedFunction function
        && DOUBLING.contains(function.nameParts().last().toLowerCase(Locale.ROOT));
  }
}
