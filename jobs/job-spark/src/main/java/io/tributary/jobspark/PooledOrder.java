package io.tributary.jobspark;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.CellExpression.DimensionValue;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Brings plain Spark's rows into the order of the answer where the query leaves it open. */
final class PooledOrder {
  private PooledOrder() {}

  /** Whether the order or the number of rows is the query's affair, and thus Spark's. */
  static boolean isSortedBySpark(CompiledJob job) {
    return !job.answering().order().isEmpty()
        || job.answering().limit().isPresent()
        || job.answering().offset() > 0
        || job.sets().size() > 1
        || job.allDimensions().stream().anyMatch(i -> column(job, i).isEmpty());
  }

  static Answer byDomain(CompiledJob job, Answer answer) {
    Comparator<List<Object>> order = Comparator.comparingInt(row -> 0);
    for (int i = 0; i < job.dimensions().size(); i++) {
      OptionalInt column = column(job, i);
      if (column.isPresent()) {
        Dimension dimension = job.dimensions().get(i);
        order = order.thenComparingInt(row -> slot(dimension, row.get(column.getAsInt())));
      }
    }
    List<List<Object>> rows = new ArrayList<>(answer.rows());
    Collections.sort(rows, order);
    return new Answer(answer.columns(), rows);
  }

  private static OptionalInt column(CompiledJob job, int dimension) {
    for (int i = 0; i < job.outputs().size(); i++) {
      if (job.outputs().get(i).value() instanceof DimensionValue value
          && value.dimension() == dimension) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static int slot(Dimension dimension, Object value) {
    if (value == null) {
      return Integer.MAX_VALUE;
    }
    int known = dimension.values().indexOf(value);
    return known >= 0 ? known : dimension.values().size();
  }
}
