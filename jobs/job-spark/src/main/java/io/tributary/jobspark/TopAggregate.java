package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SortOrder;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Distinct;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.GlobalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LocalLimit;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Offset;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.Sort;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;

/**
 * A resolved query split at its topmost aggregate: rows are what is below it, groups what is above.
 *
 * <p>Expressions over groups refer to grouping columns by {@link #dimension} markers and hold the
 * aggregates themselves.
 *
 * @param source the rows that are aggregated
 * @param grouping what is grouped by, over the source's columns
 * @param sets grouping sets as indices of grouping, ascending
 * @param grouped false without GROUP BY
 * @param aggregates what the aggregate gives, in its order
 * @param outputs columns of the answer
 * @param having which groups are answered
 * @param order of the answer
 * @param offset rows left out at the start
 * @param limit most rows answered
 */
record TopAggregate(
    LogicalPlan source,
    List<Expression> grouping,
    List<List<Integer>> sets,
    boolean grouped,
    List<NamedExpression> aggregates,
    List<Column> outputs,
    List<Expression> having,
    List<SortOrder> order,
    int offset,
    OptionalInt limit) {
  static final String DIMENSION = "dimension ";
  static final String GROUPING_ID = "grouping id";

  /** A column of the answer. */
  record Column(String name, Expression value) {}

  /** The index of the grouping column an expression stands for. */
  static OptionalInt dimension(Expression expression) {
    return expression instanceof AttributeReference attribute
            && attribute.name().startsWith(DIMENSION)
        ? OptionalInt.of(Integer.parseInt(attribute.name().substring(DIMENSION.length())))
        : OptionalInt.empty();
  }

  /** Whether an expression stands for the bits of all grouping columns. */
  static boolean isGroupingId(Expression expression) {
    return expression instanceof AttributeReference attribute
        && attribute.name().equals(GROUPING_ID);
  }

  static TopAggregate of(LogicalPlan analyzed, Problems problems) {
    return new Walk(problems).walk(analyzed);
  }

  /** Collects what is above the aggregate on the way down. */
  private static final class Walk {
    private final Problems problems;
    private final List<Expression> having = new ArrayList<>();
    private final Map<ExprId, Expression> meaning = new HashMap<>();
    private List<SortOrder> order = List.of();
    private boolean limited;
    private int offset;
    private OptionalInt limit = OptionalInt.empty();

    Walk(Problems problems) {
      this.problems = problems;
    }

    TopAggregate walk(LogicalPlan plan) {
      LogicalPlan node = plan;
      List<LogicalPlan> above = new ArrayList<>();
      while (!(node instanceof Aggregate)) {
        if (node.children().size() != 1) {
          boolean distinct = above.stream().anyMatch(Distinct.class::isInstance);
          problems.at(
              node,
              "the query does not aggregate",
              "single rows never leave a repository",
              distinct
                  ? "instead of SELECT DISTINCT write GROUP BY the columns"
                  : "use count, sum, avg, variance or stddev, and GROUP BY");
          throw problems.exception();
        }
        above.add(node);
        node = node.children().head();
      }
      Aggregate aggregate = (Aggregate) node;
      Grouping grouping = Grouping.of(aggregate);
      define(aggregate, grouping);
      List<NamedExpression> visible = Trees.list(aggregate.aggregateExpressions());
      for (int i = above.size() - 1; i >= 0; i--) {
        if (above.get(i) instanceof Project project) {
          visible = Trees.list(project.projectList());
          visible.forEach(this::define);
        } else {
          step(above.get(i));
        }
      }
      List<Column> outputs =
          visible.stream().map(o -> new Column(o.name(), meaning.get(o.exprId()))).toList();
      return new TopAggregate(
          grouping.source(),
          grouping.expressions(),
          grouping.sets(),
          !aggregate.groupingExpressions().isEmpty(),
          Trees.list(aggregate.aggregateExpressions()),
          outputs,
          having,
          order,
          offset,
          limit);
    }

    private void define(Aggregate aggregate, Grouping grouping) {
      for (NamedExpression output : Trees.list(aggregate.aggregateExpressions())) {
        meaning.put(output.exprId(), grouping.overGroups(bare((Expression) output)));
      }
    }

    private void define(NamedExpression output) {
      meaning.put(output.exprId(), meaning((Expression) output));
    }

    private static Expression bare(Expression expression) {
      return expression instanceof Alias alias ? alias.child() : expression;
    }

    private Expression meaning(Expression expression) {
      return Trees.replace(
          bare(expression),
          e ->
              e instanceof Attribute attribute && meaning.containsKey(attribute.exprId())
                  ? meaning.get(attribute.exprId())
                  : e);
    }

    private void step(LogicalPlan node) {
      if (node instanceof SubqueryAlias || node instanceof LocalLimit) {
        return;
      }
      if (node instanceof Filter filter && order.isEmpty() && !limited) {
        having.add(meaning(filter.condition()));
      } else if (node instanceof Sort sort && order.isEmpty() && !limited && sort.global()) {
        order = Trees.list(sort.order()).stream().map(o -> (SortOrder) meaning(o)).toList();
      } else if (node instanceof Offset skipped && !limited && offset == 0) {
        offset = count(node, skipped.offsetExpr());
      } else if (node instanceof GlobalLimit most && !limited) {
        limit = OptionalInt.of(count(node, most.limitExpr()));
        limited = true;
      } else {
        problems.at(
            node,
            node.nodeName() + " is not allowed here",
            "above the aggregate come HAVING, ORDER BY, OFFSET and LIMIT, once each and in order",
            "write it as one SELECT … GROUP BY … HAVING … ORDER BY … LIMIT");
      }
    }

    private int count(LogicalPlan node, Expression expression) {
      Expression bare = bare(expression);
      if (bare instanceof Literal literal && literal.value() instanceof Integer value) {
        return value;
      }
      problems.at(
          node,
          "LIMIT and OFFSET need a whole number",
          "the number of rows is part of the signed job",
          "write a constant, such as LIMIT 10; a parameter can stand in HAVING");
      return 0;
    }
  }
}
