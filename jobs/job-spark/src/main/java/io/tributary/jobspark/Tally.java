package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.Section;
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
  static Tally of(CompiledJob job, LocalAggregate aggregate, List<Row> result) {
    List<BigInteger> cells = new ArrayList<>(Collections.nCopies(job.cellCount(), BigInteger.ZERO));
    long rows = 0;
    long moved = 0;
    long other = 0;
    int groups = job.groups();
    int movedColumn = aggregate.isKeyed() ? 1 : 0;
    for (Row row : result) {
      long key = aggregate.isKeyed() ? ((Number) row.get(0)).longValue() : 0;
      int first = put(job, aggregate, cells, key, row);
      if (key < groups) {
        long count = cells.get(first).longValueExact();
        rows = Math.addExact(rows, count);
        moved += row.isNullAt(movedColumn) ? 0 : row.getLong(movedColumn);
        other += isOther(job, (int) key) ? count : 0;
      }
    }
    if (rows > job.limits().rows()) {
      throw new ComputeException(
          ComputeException.Reason.LIMIT,
          "more rows than the job's limit of " + job.limits().rows(),
          null);
    }
    return new Tally(cells, rows, moved, other);
  }

  /** With values moved that were counted elsewhere. */
  Tally withMoved(long more) {
    return new Tally(cells, rows, moved + more, other);
  }

  /** Puts a row's cells where its key says; returns the place of the first. */
  private static int put(
      CompiledJob job, LocalAggregate aggregate, List<BigInteger> cells, long key, Row row) {
    long rest = key;
    int offset = 0;
    for (Section section : job.sections()) {
      long places = (long) job.groups(section.dimensions()) * section.bins();
      if (rest < places) {
        List<CellReader> readers = aggregate.readers(section);
        int first = offset + (int) rest * readers.size();
        for (int i = 0; i < readers.size(); i++) {
          cells.set(first + i, readers.get(i).read(row));
        }
        return first;
      }
      rest -= places;
      offset += job.cellCount(section);
    }
    throw new IllegalStateException("a key beyond the layout");
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
