package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;

/**
 * Gives the columns of a resolved query names of their own, so that texts of expressions cannot be
 * taken for each other: a second {@code id} becomes {@code id_2}. Columns that the answer shows
 * come first.
 */
final class Names {
  private final Map<ExprId, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  private Names() {}

  /** The query with its columns renamed; the columns of inputs keep theirs where they are read. */
  static LogicalPlan distinct(LogicalPlan analyzed) {
    LogicalPlan top = analyzed;
    while (!(top instanceof Aggregate) && top.children().size() == 1) {
      top = top.children().head();
    }
    if (!(top instanceof Aggregate aggregate)) {
      return analyzed;
    }
    Names names = new Names();
    names.shown(aggregate);
    names.defined(Grouping.of(aggregate).source());
    return Trees.replaceEverywhere(analyzed, plan -> plan, names::renamed);
  }

  private void shown(Aggregate aggregate) {
    Trees.list(aggregate.aggregateExpressions()).forEach(this::shown);
    Grouping.of(aggregate).expressions().forEach(this::shown);
  }

  private void shown(Object column) {
    if (column instanceof AttributeReference attribute) {
      define(attribute);
    }
  }

  /** Inputs first, in the order of the text, then what is made of them. */
  private void defined(LogicalPlan source) {
    List<LogicalPlan> nodes = new ArrayList<>();
    Trees.everywhere(source, nodes::add);
    for (LogicalPlan node : nodes) {
      if (node instanceof LocalRelation relation) {
        Trees.list(relation.output()).forEach(this::define);
      }
    }
    Collections.reverse(nodes);
    for (LogicalPlan node : nodes) {
      if (node instanceof Project project) {
        aliases(Trees.list(project.projectList()));
      } else if (node instanceof Aggregate aggregate) {
        aliases(Trees.list(aggregate.aggregateExpressions()));
      }
    }
  }

  private void aliases(List<NamedExpression> columns) {
    columns.stream().filter(Alias.class::isInstance).forEach(this::define);
  }

  private void define(NamedExpression column) {
    if (names.containsKey(column.exprId())) {
      return;
    }
    String name = column.name();
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = column.name() + "_" + i;
    }
    names.put(column.exprId(), name);
  }

  private Expression renamed(Expression expression) {
    if (expression instanceof Alias alias && differs(alias)) {
      return new Alias(
          alias.child(),
          names.get(alias.exprId()),
          alias.exprId(),
          alias.qualifier(),
          alias.explicitMetadata(),
          alias.nonInheritableMetadataKeys());
    } else if (expression instanceof OuterReference outer) {
      Expression inner = renamed((Expression) outer.e());
      return new OuterReference((NamedExpression) inner);
    }
    return expression instanceof Attribute attribute && differs(attribute)
        ? attribute.withName(names.get(attribute.exprId()))
        : expression;
  }

  private boolean differs(NamedExpression column) {
    return !names.getOrDefault(column.exprId(), column.name()).equals(column.name());
  }
}
