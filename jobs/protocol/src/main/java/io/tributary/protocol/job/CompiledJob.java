package io.tributary.protocol.job;

import io.tributary.mpc.BlockShape;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.id.Digest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What the compiler makes of a job: the public cell layout, what each cell holds, and how the
 * answer follows from the opened cells. It is part of what vetters sign, so that parties without
 * Spark can rely on it; repositories compile again and compare.
 *
 * <p>Layout: cells are group-major. Group index counts the dimensions' slots, the last dimension
 * fastest; within a group come the {@link #cells()} in order, the row count first.
 *
 * @param name of the job
 * @param query SHA-256 of query.sql, in hex
 * @param inputs tables and columns as declared
 * @param parameters as declared
 * @param filter which rows count, as Spark writes the resolved condition; empty for all
 * @param dimensions the grouping columns, in order of GROUP BY
 * @param measures distinct aggregated expressions
 * @param cells cells of one group; the first counts rows
 * @param outputs columns of the answer
 * @param grouped false for an aggregate without GROUP BY, which answers one row even without data
 * @param repositories who takes part
 * @param limits the proof's assumptions
 * @param blockSize cells in a block
 */
public record CompiledJob(
    String name,
    String query,
    List<JobDefinition.Input> inputs,
    List<JobDefinition.Parameter> parameters,
    Optional<String> filter,
    List<Dimension> dimensions,
    List<Measure> measures,
    List<Cell> cells,
    List<Output> outputs,
    boolean grouped,
    JobDefinition.Repositories repositories,
    JobDefinition.Limits limits,
    int blockSize) {
  /** Cells stay below two to this power in magnitude, federation-wide. */
  public static final int MAX_BITS = 120;

  /**
   * A grouping column. Its slots are the values, then {@code other} if it is separate, then NULL if
   * the expression can be NULL.
   *
   * @param name in the answer
   * @param expression what is grouped by, as Spark writes it
   * @param values the domain, typed, in order
   * @param other the value that stands for all values outside the domain; empty if there are none
   * @param nullable whether there is a NULL slot
   */
  public record Dimension(
      String name,
      SqlType type,
      String expression,
      List<Object> values,
      Optional<Object> other,
      boolean nullable) {
    public Dimension {
      values = List.copyOf(values);
    }

    /** Slot of values outside the domain; -1 if there are none. */
    public int otherSlot() {
      return other.map(o -> values.contains(o) ? values.indexOf(o) : values.size()).orElse(-1);
    }

    /** Slot of NULL; -1 if the expression is never NULL. */
    public int nullSlot() {
      return nullable ? slots() - 1 : -1;
    }

    /** Number of slots. */
    public int slots() {
      int own = other.isPresent() && !values.contains(other.get()) ? 1 : 0;
      return values.size() + own + (nullable ? 1 : 0);
    }

    /** The value a slot shows in the answer; null for the NULL slot. */
    public Object value(int slot) {
      if (slot < values.size()) {
        return values.get(slot);
      }
      return slot == nullSlot() ? null : other.orElseThrow();
    }
  }

  /**
   * An aggregated expression: each of its values is an integer over {@code 10^scale}.
   *
   * @param expression as Spark writes it
   * @param type Spark type of a value
   * @param lower least value, proven from the bounds of its columns
   * @param upper greatest value
   * @param nullable whether it can be NULL
   */
  public record Measure(
      String expression, SqlType type, BigDecimal lower, BigDecimal upper, boolean nullable) {
    /** Digits after the point. */
    public int scale() {
      return type.scale();
    }

    /** Greatest magnitude of a value as an integer. */
    public BigInteger magnitude() {
      return lower.abs().max(upper.abs()).movePointRight(scale()).toBigIntegerExact();
    }
  }

  /**
   * A cell of each group.
   *
   * @param measure which measure; -1 for the row count
   * @param bound greatest magnitude federation-wide, proven at compile time
   */
  public record Cell(Kind kind, int measure, BigInteger bound) {
    /** What a cell adds up. */
    public enum Kind {
      /** Rows of the group. */
      ROWS,
      /** Values that are not NULL. */
      COUNT,
      /** Values, as integers. */
      SUM,
      /** Their squares. */
      SQUARES
    }
  }

  /**
   * A column of the answer: a dimension, or a value computed from the cells.
   *
   * @param dimension index of the dimension, or -1
   * @param value present if it is not a dimension
   */
  public record Output(String name, SqlType type, int dimension, Optional<CellExpression> value) {}

  public CompiledJob {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    dimensions = List.copyOf(dimensions);
    measures = List.copyOf(measures);
    cells = List.copyOf(cells);
    outputs = List.copyOf(outputs);
    CompiledChecks.check(cells, measures, dimensions, outputs);
  }

  /** Number of groups in the layout. */
  public int groups() {
    int groups = 1;
    for (Dimension dimension : dimensions) {
      groups = Math.multiplyExact(groups, dimension.slots());
    }
    return groups;
  }

  /** Number of cells in the layout. */
  public int cellCount() {
    return Math.multiplyExact(groups(), cells.size());
  }

  /** How the cells are cut into blocks. */
  public BlockShape shape() {
    return new BlockShape(cellCount(), blockSize);
  }

  /** Contributing organisations below which a run aborts. */
  public int minimumContributors() {
    return repositories.minimum();
  }

  /** Reads {@code compiled.json}; anything but the compiler's own bytes is refused. */
  public static CompiledJob parse(byte[] json) {
    return CompiledReader.read(json);
  }

  /** Canonical JSON. */
  public byte[] write() {
    return CompiledWriter.write(this);
  }

  /** Tagged digest of {@link #write}. */
  public Digest digest() {
    return Digests.tagged("tributary/v1/compiled", write());
  }
}
