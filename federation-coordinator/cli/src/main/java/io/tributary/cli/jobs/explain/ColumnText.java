package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.JobDefinition.Bounds;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;

/** Facts of a column as people write them. */
public final class ColumnText {
  private ColumnText() {}

  /** Lowest to highest, as people write them. */
  public static String bounds(Column column) {
    Bounds bounds = column.bounds().orElseThrow();
    return value(column, bounds.lower()) + " to " + value(column, bounds.upper());
  }

  private static String value(Column column, BigDecimal position) {
    SqlType type = column.published();
    Object value = type.at(position);
    return type.isExact() ? Prose.grouped(new BigDecimal(value.toString())) : type.write(value);
  }
}
