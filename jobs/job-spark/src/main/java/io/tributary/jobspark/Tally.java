package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.port.CellComputer.ComputeException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * The local plan's result put into the public layout.
 *
 * @param cells in layout order
 * @param rows rows aggregated
 * @param moved values moved to a bound
 * @param other rows in some dimension's {@code other}
 */
record Tally(List<BigInteger> cells, long rows, long moved, long other) {

  /** Fails if there are more rows than the overflow proof allows for. */
  static Tally of(CompiledJob job, List<CellReader> readers, List<Row> result) {
    List<BigInteger> cells = new ArrayList<>(Collections.nCopies(job.cellCount(), BigInteger.ZERO));
    long rows = 0;
    long moved = 0;
    long other = 0;
    int movedColumn = job.grouped() ? 1 : 0;
    for (Row row : result) {
      int group = job.grouped() ? row.getInt(0) : 0;
      for (int i = 0; i < readers.size(); i++) {
        cells.set(group * readers.size() + i, readers.get(i).read(row));
      }
      long count = cells.get(group * readers.size()).longValueExact();
      rows = Math.addExact(rows, count);
      moved += row.isNullAt(movedColumn) ? 0 : row.getLong(movedColumn);
      other += isOther(job, group) ? count : 0;
    }
    if (rows > job.limits().rows()) {
      throw new ComputeException(
          ComputeException.Reason.LIMIT,
          "more rows than the job's limit of " + job.limits().rows(),
          null);
    }
    return new Tally(cells, rows, moved, other);
  }

  private static boolean isOther(CompiledJob job, int group) {
    int rest = group;
    for (int i = job.dimensions().size() - 1; i >= 0; i--) {
      Dimension dimension = job.dimensions().get(i);
      if (rest % dimension.slots() == dimension.otherSlot()) {
        return true;
      }
      rest /= dimension.slots();
    }
    return false;
  }
}
