package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Output;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Ascending$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;

/**
 * The answer's rows come in the order of the declared domains. ORDER BY is accepted where it says
 * exactly that, and refused elsewhere; it is never ignored.
 */
final class Order {
  private Order() {}

  static void check(
      List<SortOrder> order, List<Dimension> dimensions, List<Output> outputs, Problems problems) {
    for (int i = 0; i < order.size(); i++) {
      SortOrder item = order.get(i);
      boolean same =
          i < dimensions.size()
              && item.direction() == Ascending$.MODULE$
              && item.child() instanceof UnresolvedAttribute attribute
              && names(attribute.name(), i, outputs)
              && ascending(dimensions.get(i));
      if (!same) {
        problems.at(
            item,
            "this ORDER BY is not the order of the answer",
            "rows come in the order of the declared domains, by the dimensions as grouped",
            "leave ORDER BY out, or order by the dimensions, ascending, with sorted domains"
                + " of columns that are never NULL");
      }
    }
  }

  private static boolean names(String name, int dimension, List<Output> outputs) {
    return outputs.stream()
        .anyMatch(o -> o.dimension() == dimension && o.name().equalsIgnoreCase(name));
  }

  private static boolean ascending(Dimension dimension) {
    List<Object> values = new ArrayList<>(dimension.values());
    dimension.other().filter(o -> !values.contains(o)).ifPresent(values::add);
    for (int i = 1; i < values.size(); i++) {
      if (compare(values.get(i - 1), values.get(i)) >= 0) {
        return false;
      }
    }
    return !dimension.nullable();
  }

  /** Spark compares text by its UTF-8 bytes. */
  private static int compare(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      return Arrays.compareUnsigned(
          x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8));
    }
    if (a instanceof LocalDate x && b instanceof LocalDate y) {
      return x.compareTo(y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return x.compareTo(y);
    }
    return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
  }
}
