package io.tributary.jobspark;

import io.tributary.protocol.job.SqlType;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Greatest;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Least;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.expressions.aggregate.Count;
import org.apache.spark.sql.types.StringType;

/**
 * Whether a number can be anything at all, because it comes from a column without bounds or from
 * text: then one wrong value could rule a sum.
 */
final class Openness {
  private static final String TEXT = "";

  private final Extents extents;
  private final Ranges ranges;
  private final IdentityHashMap<Expression, Optional<String>> known = new IdentityHashMap<>();

  Openness(Extents extents, Ranges ranges) {
    this.extents = extents;
    this.ranges = ranges;
  }

  /** The column without bounds from which the number comes; the empty name if it is a text. */
  Optional<String> of(Expression expression) {
    Optional<String> before = known.get(expression);
    if (before != null) {
      return before;
    }
    boolean number = Types.ours(expression.dataType()).filter(SqlType::isExact).isPresent();
    Optional<String> open = number ? number(expression) : Optional.empty();
    known.put(expression, open);
    return open;
  }

  private Optional<String> number(Expression expression) {
    if (expression instanceof Attribute attribute) {
      return extents.of(attribute).open();
    } else if (expression instanceof OuterReference outer) {
      return extents.of(outer.e().toAttribute()).open();
    } else if (expression instanceof ScalarSubquery query) {
      return extents.of(query.plan().output().head()).open();
    } else if (expression instanceof Cast cast && cast.child().dataType() instanceof StringType) {
      return cast.foldable() ? Optional.empty() : Optional.of(TEXT);
    } else if (expression instanceof CaseWhen
        || expression instanceof If
        || expression instanceof Coalesce) {
      return Choice.branches(expression).stream()
          .flatMap(b -> ranges.within(expression, b, () -> of(b.value())).stream())
          .findFirst();
    } else if (expression instanceof Count || isClamped(expression)) {
      return Optional.empty();
    }
    return Trees.children(expression).stream().flatMap(c -> of(c).stream()).findFirst();
  }

  /** Whether least and greatest keep what is open away from both of its own ends. */
  private boolean isClamped(Expression expression) {
    return isExtreme(expression)
        && ranges.of(expression).filter(outer -> isClamped(outer, expression)).isPresent();
  }

  private boolean isClamped(Interval outer, Expression expression) {
    return Trees.children(expression).stream()
        .allMatch(
            child ->
                isExtreme(child)
                    ? isClamped(outer, child)
                    : of(child).isEmpty()
                        || ranges.of(child).filter(own -> isInside(outer, own)).isPresent());
  }

  private static boolean isExtreme(Expression expression) {
    return expression instanceof Least || expression instanceof Greatest;
  }

  private static boolean isInside(Interval inner, Interval outer) {
    return outer.lower().compareTo(inner.lower()) < 0 && inner.upper().compareTo(outer.upper()) < 0;
  }
}
