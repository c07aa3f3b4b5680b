package io.tributary.protocol.job;

/**
 * How an output column follows from the cells of one group: a tree over aggregates.
 *
 * <p>Cells are named by their place within the group. Every node carries its Spark result type:
 * decimals and integers are rounded and checked at each node as Spark does, doubles stay exact
 * until they are written.
 */
public sealed interface CellExpression {
  /** The Spark type of the value. */
  SqlType type();

  /** A count. */
  record Count(int cell) implements CellExpression {
    @Override
    public SqlType type() {
      return SqlType.BIGINT;
    }
  }

  /**
   * An aggregate over the values of a measure; NULL as in Spark when there are too few.
   *
   * @param count cell of the number of non-NULL values
   * @param sum cell of their sum
   * @param squares cell of the sum of their squares, or -1 where it is not needed
   * @param scale values are the integers over {@code 10^scale}
   */
  record Moment(Kind kind, SqlType type, int count, int sum, int squares, int scale)
      implements CellExpression {
    /** The aggregates. */
    public enum Kind {
      SUM,
      AVG,
      VAR_POP,
      VAR_SAMP,
      STDDEV_POP,
      STDDEV_SAMP;

      /** Whether the sum of squares is needed. */
      public boolean needsSquares() {
        return this != SUM && this != AVG;
      }
    }
  }

  /** A constant, in the text form of its type. */
  record Literal(SqlType type, String value) implements CellExpression {}

  /** Arithmetic on two values; NULL if either is. */
  record Binary(Operator operator, SqlType type, CellExpression left, CellExpression right)
      implements CellExpression {
    /** The operators. */
    public enum Operator {
      ADD,
      SUBTRACT,
      MULTIPLY,
      DIVIDE
    }
  }

  /** Changes the sign. */
  record Negate(SqlType type, CellExpression child) implements CellExpression {}

  /** A numeric cast, as Spark's ANSI cast. */
  record Cast(SqlType type, CellExpression child) implements CellExpression {}
}
