package io.tributary.jobspark;

import java.util.Optional;

/**
 * What is known of the values of a column of the source.
 *
 * @param interval where numbers, dates (days) and timestamps (microseconds) lie
 * @param size how long texts can be
 * @param open the declared column without bounds from which a number comes, if one does
 */
record Extent(Optional<Interval> interval, TextSize size, Optional<String> open) {
  static final Extent UNKNOWN = new Extent(Optional.empty(), TextSize.NONE, Optional.empty());

  /** Of a column that can have the values of either. */
  Extent union(Extent other) {
    return new Extent(
        interval.flatMap(a -> other.interval.map(a::union)),
        size.most(other.size),
        open.or(() -> other.open));
  }
}
