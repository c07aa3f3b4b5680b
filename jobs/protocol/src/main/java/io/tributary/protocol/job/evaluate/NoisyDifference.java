package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Holds a noisy answer against the exact one where both are at hand: each count and sum must be
 * within what the noise allows. Rows are found by their dimensions; what the exact answer does not
 * have is zero there.
 */
public final class NoisyDifference {
  /** Chance of finding a difference, at most, if there is none but noise. */
  public static final double CHANCE = 1e-9;

  private final CompiledJob job;
  private final Answer pooled;
  private final List<Integer> keys;
  private final List<Precision.Interval> intervals;

  private NoisyDifference(CompiledJob job, Answer noisy, Answer pooled, int contributors) {
    this.job = job;
    this.pooled = pooled;
    this.keys =
        IntStream.range(0, job.outputs().size())
            .filter(i -> job.outputs().get(i).value() instanceof CellExpression.DimensionValue)
            .boxed()
            .toList();
    int figures = Math.max(1, noisy.rows().size() * job.outputs().size());
    this.intervals = Precision.of(job, contributors, CHANCE / figures).orElseThrow().intervals();
  }

  /**
   * Compares.
   *
   * @param job one with noise
   * @param contributors repositories whose noise is in the answer
   * @return the first difference in words, without values; empty if noise explains all
   */
  public static Optional<String> of(
      CompiledJob job, Answer noisy, Answer pooled, int contributors) {
    if (!noisy.columns().equals(pooled.columns())) {
      return Optional.of("the columns differ: " + noisy.columns() + " and " + pooled.columns());
    }
    NoisyDifference check = new NoisyDifference(job, noisy, pooled, contributors);
    for (int row = 0; row < noisy.rows().size(); row++) {
      Optional<String> column = check.row(noisy.rows().get(row));
      if (column.isPresent()) {
        return Optional.of("row " + (row + 1) + ", column " + column.get() + ", beyond the noise");
      }
    }
    return Optional.empty();
  }

  /** The first column that differs from every row it could be. */
  private Optional<String> row(List<Object> noisy) {
    List<List<Object>> same =
        pooled.rows().stream()
            .filter(row -> keys.stream().allMatch(k -> Objects.equals(row.get(k), noisy.get(k))))
            .toList();
    if (same.isEmpty()) {
      return isWhole() ? column(noisy, Optional.empty()) : Optional.empty();
    }
    Optional<String> first = Optional.empty();
    for (List<Object> row : same) {
      Optional<String> column = column(noisy, Optional.of(row));
      if (column.isEmpty()) {
        return column;
      }
      first = first.or(() -> column);
    }
    return first;
  }

  /**
   * Whether a row that is missing has no rows behind it, and is not just left out of the answer.
   */
  private boolean isWhole() {
    return job.answering().having().isEmpty()
        && job.answering().offset() == 0
        && job.answering().limit().isEmpty();
  }

  private Optional<String> column(List<Object> noisy, Optional<List<Object>> exact) {
    for (int column = 0; column < noisy.size(); column++) {
      int at = column;
      Optional<BigDecimal> widest =
          intervals.stream()
              .filter(i -> i.column() == at)
              .map(Precision.Interval::halfWidth)
              .max(BigDecimal::compareTo);
      if (widest.isPresent() && noisy.get(at) != null) {
        BigDecimal is = number(noisy.get(at));
        BigDecimal should = exact.map(row -> number(row.get(at))).orElse(BigDecimal.ZERO);
        if (is.subtract(should).abs().compareTo(widest.get()) > 0) {
          return Optional.of(pooled.columns().get(at).name());
        }
      }
    }
    return Optional.empty();
  }

  /** No value is a sum of nothing. */
  private static BigDecimal number(Object value) {
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }
}
