package io.tributary.protocol.job;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a column, a condition or a sort key follows from one group of the answer: a tree over its
 * cells, its dimensions and constants.
 *
 * <p>Every node carries its Spark result type: decimals and integers are rounded and checked at
 * each node as Spark does, doubles stay exact until they are written.
 */
public sealed interface CellExpression {
  /** The Spark type of the value. */
  SqlType type();

  /** A constant, in the text form of its type; empty for NULL. */
  record Literal(SqlType type, Optional<String> value) implements CellExpression {}

  /** A parameter of the run, by its name. */
  record Parameter(SqlType type, String name) implements CellExpression {}

  /** A dimension's value; NULL where the grouping set leaves it out. */
  record DimensionValue(SqlType type, int dimension) implements CellExpression {}

  /** One bit a dimension, the first highest: set where the grouping set leaves it out. */
  record GroupingBits(SqlType type, List<Integer> dimensions) implements CellExpression {
    public GroupingBits {
      dimensions = List.copyOf(dimensions);
    }
  }

  /** The count in a cell of the first section. */
  record Count(int cell) implements CellExpression {
    @Override
    public SqlType type() {
      return SqlType.BIGINT;
    }
  }

  /** A number of distinct subjects: a cell of the grouping set's own section. */
  record DistinctCount(int cell) implements CellExpression {
    @Override
    public SqlType type() {
      return SqlType.BIGINT;
    }
  }

  /**
   * A statistic of one or two measures; NULL as in Spark when there are too few values.
   *
   * @param cells of the first section, in the order that {@link Statistic#moments} lists
   */
  record Moments(Statistic statistic, SqlType type, List<Integer> cells) implements CellExpression {
    public Moments {
      cells = List.copyOf(cells);
    }
  }

  /**
   * An order statistic over the bins of a section.
   *
   * @param fraction of a quantile, from 0 to 1; empty for the others
   */
  record Ordered(OrderStatistic statistic, SqlType type, int section, Optional<BigDecimal> fraction)
      implements CellExpression {}

  /** Whether it depends on a number of distinct subjects. */
  default boolean readsSubjects() {
    return this instanceof DistinctCount
        || (this instanceof Call call
            && call.arguments().stream().anyMatch(CellExpression::readsSubjects));
  }

  /**
   * The same with the values of the run's parameters in their places.
   *
   * @param values in the text form of their types, by name
   */
  default CellExpression given(Map<String, String> values) {
    if (this instanceof Parameter parameter && values.containsKey(parameter.name())) {
      return new Literal(type(), Optional.of(values.get(parameter.name())));
    }
    return this instanceof Call call
        ? new Call(
            call.operator(),
            call.type(),
            call.arguments().stream().map(argument -> argument.given(values)).toList())
        : this;
  }

  /** An operator or function over values. */
  record Call(Operator operator, SqlType type, List<CellExpression> arguments)
      implements CellExpression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }
}
