package io.tributary.jobspark;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import org.apache.spark.sql.types.DataType;
import scala.Function1;
import scala.Option;
import scala.PartialFunction;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/** Catalyst's trees from Java. */
final class Trees {
  private Trees() {}

  static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }

  static <T> Seq<T> seq() {
    return seq(List.of());
  }

  static <T> Seq<T> seq(T item) {
    return seq(List.of(item));
  }

  static <T> List<T> list(scala.collection.Seq<T> items) {
    return CollectionConverters.asJava(items);
  }

  static <T> Optional<T> optional(Option<T> option) {
    return option.isDefined() ? Optional.of(option.get()) : Optional.empty();
  }

  /** The name of a node's class; of the class it refines, if it has no name of its own. */
  static String className(TreeNode<?> node) {
    Class<?> type = node.getClass();
    return (type.isAnonymousClass() ? type.getSuperclass() : type).getSimpleName();
  }

  static List<Expression> children(Expression expression) {
    return list(expression.children());
  }

  /** Replaces expressions, children first. */
  static Expression replace(Expression expression, UnaryOperator<Expression> rule) {
    return expression.transformUp(total(rule));
  }

  /** Replaces expressions, parents first; the rule's results are visited too. */
  static Expression replaceDown(Expression expression, UnaryOperator<Expression> rule) {
    return expression.transformDown(total(rule));
  }

  /** Replaces plan nodes, children first. */
  static LogicalPlan replace(LogicalPlan plan, UnaryOperator<LogicalPlan> rule) {
    return plan.transformUp(total(rule));
  }

  /** The expression and all below it, parents first; the plans of sub-queries are not entered. */
  static void each(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    children(expression).forEach(child -> each(child, visitor));
  }

  /** The nodes of a plan, parents first, and after a node's children those of its sub-queries. */
  static void everywhere(LogicalPlan plan, Consumer<LogicalPlan> visitor) {
    visitor.accept(plan);
    list(plan.children()).forEach(child -> everywhere(child, visitor));
    for (Expression top : list(plan.expressions())) {
      each(
          top,
          e -> {
            if (e instanceof SubqueryExpression query) {
              everywhere(query.plan(), visitor);
            }
          });
    }
  }

  /** Replaces nodes and expressions of a plan and of its sub-queries' plans, children first. */
  static LogicalPlan replaceEverywhere(
      LogicalPlan plan, UnaryOperator<LogicalPlan> nodes, UnaryOperator<Expression> expressions) {
    UnaryOperator<Expression> inside =
        e ->
            expressions.apply(
                e instanceof SubqueryExpression query
                    ? query.withNewPlan(replaceEverywhere(query.plan(), nodes, expressions))
                    : e);
    PartialFunction<Expression, Expression> total = total(inside);
    // What is read keeps the names it was declared with.
    return replace(
        plan,
        node ->
            nodes.apply(node instanceof LocalRelation ? node : node.transformExpressionsUp(total)));
  }

  /** Replaces expressions in every node of a plan, children first. */
  static LogicalPlan replaceExpressions(LogicalPlan plan, UnaryOperator<Expression> rule) {
    PartialFunction<Expression, Expression> total = total(rule);
    return replace(plan, node -> node.transformExpressionsUp(total));
  }

  private static <T extends TreeNode<T>> PartialFunction<T, T> total(UnaryOperator<T> rule) {
    return new AbstractPartialFunction<T, T>() {
      @Override
      public boolean isDefinedAt(T node) {
        return true;
      }

      @SuppressWarnings("unchecked") // The rule maps nodes to nodes, which is what Scala asks.
      @Override
      public <A extends T, B> B applyOrElse(A node, Function1<A, B> otherwise) {
        return (B) rule.apply(node);
      }
    };
  }

  static Alias alias(Expression child, String name) {
    return alias(child, name, NamedExpression.newExprId());
  }

  static Alias alias(Expression child, String name, ExprId id) {
    return new Alias(child, name, id, seq(), Option.empty(), seq());
  }

  static Literal literal(Object value, DataType type) {
    return Literal$.MODULE$.create(value, type);
  }

  /** The node and all below it that are of a class. */
  static <T> boolean contains(Expression expression, Class<T> type) {
    return type.isInstance(expression)
        || children(expression).stream().anyMatch(child -> contains(child, type));
  }
}
