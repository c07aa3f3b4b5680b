package io.tributary.protocol.job;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A region of the cell layout: for each group of its dimensions (the last fastest), for each bin of
 * its axis, its cells in order.
 *
 * @param dimensions indices of the job's dimensions, ascending
 * @param axis a further, hidden dimension whose bins count the values of an expression
 * @param cells of each group and bin
 */
public record Section(List<Integer> dimensions, Optional<Axis> axis, List<Cell> cells) {
  public Section {
    dimensions = List.copyOf(dimensions);
    cells = List.copyOf(cells);
  }

  /**
   * What is put into bins.
   *
   * @param expression as Spark writes it; NULL is in no bin
   */
  public record Axis(String expression, Bins bins) {}

  /** Number of bins; 1 without an axis. */
  public int bins() {
    return axis.map(a -> a.bins().count()).orElse(1);
  }

  /** Its cells that each must be large enough for a group to be shown: the first, and supports. */
  public List<Integer> supports() {
    return IntStream.range(0, cells.size())
        .filter(i -> i == 0 || cells.get(i).support())
        .boxed()
        .toList();
  }

  /** Whether it holds distinct subjects of one grouping set. */
  public boolean isDistinct() {
    return cells.get(0).kind() == Cell.Kind.DISTINCT;
  }
}
