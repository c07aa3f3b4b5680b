package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Exists;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.InSubquery;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.Metadata;

/**
 * Resolved expressions as SQL text, the same on every machine. Sub-queries are numbered in the
 * order of the text.
 */
final class Text {
  private final List<LogicalPlan> queries = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  static String of(Expression expression) {
    return new Text().add(expression);
  }

  /** The sub-queries of all that was added. */
  List<LogicalPlan> queries() {
    return queries;
  }

  String add(Expression expression) {
    Expression bare = Trees.replace(expression, this::bare);
    String text = bare.sql().replaceAll("`(:[A-Za-z0-9_]+)`", "$1");
    for (int i = places.size() - 1; i >= 0; i--) {
      text = text.replace("`{" + i + "}`", places.get(i));
    }
    return text;
  }

  private Expression bare(Expression expression) {
    if (expression instanceof AttributeReference attribute) {
      return attribute.withQualifier(Trees.seq());
    } else if (expression instanceof OuterReference outer) {
      return place("outer(" + of((Expression) outer.e()) + ")", outer);
    } else if (expression instanceof InSubquery in) {
      String values =
          Trees.list(in.values()).stream().map(this::add).collect(Collectors.joining(", "));
      return place("((" + values + ") IN " + number(in.query().plan()) + ")", in);
    } else if (expression instanceof Exists exists) {
      return place("EXISTS " + number(exists.plan()), exists);
    } else if (expression instanceof SubqueryExpression query
        && query.getClass().getSimpleName().equals("ScalarSubquery")) {
      return place(number(query.plan()), query);
    }
    return expression;
  }

  private String number(LogicalPlan query) {
    queries.add(query);
    return "query " + queries.size();
  }

  /** A stand-in whose text is put in later. */
  private Expression place(String text, Expression expression) {
    places.add(text);
    return new AttributeReference(
        "{" + (places.size() - 1) + "}",
        expression.dataType(),
        true,
        Metadata.empty(),
        NamedExpression.newExprId(),
        Trees.seq());
  }
}
