package io.tributary.jobspark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Cast$;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegralType;

/**
 * Lets Spark skip files and row groups in spite of bounds. A published column is the stored one
 * moved into its bounds, and nothing of a table can be skipped by that. But moving keeps the order,
 * and keeps what lies between the bounds: where c lies strictly between them, the published value
 * compares with c as the stored one does. So below each filter over a table such comparisons are
 * put once more, over the stored columns. They are implied: no row that would count goes away.
 */
final class Pruning {
  private Pruning() {}

  /** The same rows from a plan whose parameters are bound; fewer of them read. */
  static LogicalPlan of(LogicalPlan plan) {
    return Trees.replaceEverywhere(
        plan, node -> node instanceof Filter filter ? pruned(filter) : node, e -> e);
  }

  private static LogicalPlan pruned(Filter filter) {
    if (!(filter.child() instanceof Project view)) {
      return filter;
    }
    Map<ExprId, Published.Clamped> clamped = new HashMap<>();
    for (NamedExpression column : Trees.list(view.projectList())) {
      Published.clamped(column).ifPresent(found -> clamped.put(column.exprId(), found));
    }
    return conjuncts(filter.condition()).stream()
        .flatMap(condition -> implied(condition, clamped).stream())
        .reduce(And::new)
        .<LogicalPlan>map(
            stored ->
                new Filter(
                    filter.condition(),
                    new Project(view.projectList(), new Filter(stored, view.child()))))
        .orElse(filter);
  }

  private static List<Expression> conjuncts(Expression condition) {
    if (condition instanceof And and) {
      List<Expression> both = new ArrayList<>(conjuncts(and.left()));
      both.addAll(conjuncts(and.right()));
      return both;
    }
    return List.of(condition);
  }

  /** The comparison over the stored column, if it is the same. */
  private static Optional<Expression> implied(
      Expression condition, Map<ExprId, Published.Clamped> clamped) {
    if (!(condition instanceof BinaryComparison comparison) || condition instanceof EqualNullSafe) {
      return Optional.empty();
    }
    return column(comparison.left(), clamped)
        .filter(column -> isBetween(comparison.right(), column))
        .or(
            () ->
                column(comparison.right(), clamped)
                    .filter(column -> isBetween(comparison.left(), column)))
        .map(column -> Trees.replace(condition, e -> e instanceof Attribute ? column.stored() : e));
  }

  /** The column that an expression is, perhaps in a wider type. */
  private static Optional<Published.Clamped> column(
      Expression side, Map<ExprId, Published.Clamped> clamped) {
    if (side instanceof Cast cast) {
      boolean same =
          isNumber(cast.child().dataType())
              && isNumber(cast.dataType())
              && Cast$.MODULE$.canUpCast(cast.child().dataType(), cast.dataType());
      return same ? column(cast.child(), clamped) : Optional.empty();
    }
    return side instanceof Attribute attribute
        ? Optional.ofNullable(clamped.get(attribute.exprId()))
        : Optional.empty();
  }

  private static boolean isNumber(DataType type) {
    return type instanceof IntegralType || type instanceof DecimalType;
  }

  private static boolean isBetween(Expression constant, Published.Clamped column) {
    if (!constant.foldable()) {
      return false;
    }
    Optional<BigDecimal> value = number(constant);
    Optional<BigDecimal> lower = number(column.lower());
    Optional<BigDecimal> upper = number(column.upper());
    return value.isPresent()
        && lower.isPresent()
        && upper.isPresent()
        && lower.get().compareTo(value.get()) < 0
        && value.get().compareTo(upper.get()) < 0;
  }

  /** The value of a constant on a line of its own kind; empty if it has none. */
  private static Optional<BigDecimal> number(Expression constant) {
    Object value;
    try {
      value = constant.eval(InternalRow.empty());
    } catch (RuntimeException e) {
      // The filter itself says what is wrong, if a row gets that far.
      return Optional.empty();
    }
    if (value instanceof Decimal decimal) {
      return Optional.of(decimal.toJavaBigDecimal());
    }
    boolean whole = isNumber(constant.dataType()) || constant.dataType() instanceof DateType;
    return whole && value instanceof Number number
        ? Optional.of(BigDecimal.valueOf(number.longValue()))
        : Optional.empty();
  }
}
