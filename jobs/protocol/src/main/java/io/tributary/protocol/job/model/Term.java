package io.tributary.protocol.job.model;

import java.util.List;

/**
 * A term of a regression formula: one column for a number, one a level (or combination of levels)
 * for categories, all levels of the declared domain included.
 *
 * @param columns in the order of the domain
 */
public record Term(List<Column> columns) {
  /**
   * A column of the design.
   *
   * @param label as the answer shows it
   * @param variable index into the moments
   * @param levels index of the level in each categorical factor of the term; empty for a number
   */
  public record Column(String label, int variable, List<Integer> levels) {
    public Column {
      levels = List.copyOf(levels);
    }
  }

  public Term {
    columns = List.copyOf(columns);
  }

  /** A term that is one number. */
  public static Term number(String label, int variable) {
    return new Term(List.of(new Column(label, variable, List.of())));
  }
}
