package io.tributary.jobspark;

import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;

/** Resolved expressions as SQL text, the same on every machine. */
final class Text {
  private Text() {}

  static String of(Expression expression) {
    Expression bare =
        Trees.replace(
            expression,
            e ->
                e instanceof AttributeReference attribute
                    ? attribute.withQualifier(Trees.seq())
                    : e);
    return bare.sql().replaceAll("`(:[A-Za-z0-9_]+)`", "$1");
  }
}
