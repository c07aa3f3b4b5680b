package io.tributary.protocol.job;

import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Output;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * From opened cells to the answer, in exact rationals, rounded once to the Spark type of each
 * column. Groups without rows vanish, as they do in Spark.
 */
public final class Evaluation {
  private Evaluation() {}

  /**
   * Evaluates.
   *
   * @param cells the opened sums, in layout order
   * @throws JobException if the cells cannot be those of any rows, or a value does not fit its type
   */
  public static Answer evaluate(CompiledJob job, List<BigInteger> cells) {
    if (cells.size() != job.cellCount()) {
      throw new JobException(
          JobException.Kind.EVALUATION,
          "the job has " + job.cellCount() + " cells, not " + cells.size());
    }
    int width = job.cells().size();
    List<List<Object>> rows = new ArrayList<>();
    for (int group = 0; group < job.groups(); group++) {
      List<BigInteger> own = cells.subList(group * width, (group + 1) * width);
      GroupEvaluation evaluation = new GroupEvaluation(job, own);
      if (own.get(0).signum() > 0 || !job.grouped()) {
        rows.add(row(job, group, evaluation));
      }
    }
    return new Answer(columns(job), rows);
  }

  /** The columns of the job's answer. */
  public static List<Answer.Column> columns(CompiledJob job) {
    return job.outputs().stream().map(o -> new Answer.Column(o.name(), o.type())).toList();
  }

  private static List<Object> row(CompiledJob job, int group, GroupEvaluation evaluation) {
    int[] slots = slots(job.dimensions(), group);
    List<Object> row = new ArrayList<>();
    for (Output output : job.outputs()) {
      row.add(
          output.value().isPresent()
              ? evaluation.value(output)
              : job.dimensions().get(output.dimension()).value(slots[output.dimension()]));
    }
    return row;
  }

  private static int[] slots(List<Dimension> dimensions, int group) {
    int[] slots = new int[dimensions.size()];
    int rest = group;
    for (int i = dimensions.size() - 1; i >= 0; i--) {
      slots[i] = rest % dimensions.get(i).slots();
      rest /= dimensions.get(i).slots();
    }
    return slots;
  }

  /** Brings rows of another source, such as plain Spark's, into dimension order. */
  public static Answer inDimensionOrder(CompiledJob job, Answer answer) {
    Comparator<List<Object>> order = Comparator.comparingInt(row -> 0);
    for (int i = 0; i < job.dimensions().size(); i++) {
      Optional<Integer> column = column(job, i);
      if (column.isPresent()) {
        Dimension dimension = job.dimensions().get(i);
        order = order.thenComparingInt(row -> slot(dimension, row.get(column.get())));
      }
    }
    List<List<Object>> rows = new ArrayList<>(answer.rows());
    Collections.sort(rows, order);
    return new Answer(answer.columns(), rows);
  }

  private static Optional<Integer> column(CompiledJob job, int dimension) {
    for (int i = 0; i < job.outputs().size(); i++) {
      if (job.outputs().get(i).dimension() == dimension) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static int slot(Dimension dimension, Object value) {
    if (value == null) {
      return Integer.MAX_VALUE;
    }
    int known = dimension.values().indexOf(value);
    return known >= 0 ? known : dimension.values().size();
  }
}
