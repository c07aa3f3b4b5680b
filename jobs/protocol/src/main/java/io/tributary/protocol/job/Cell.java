package io.tributary.protocol.job;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cell of each group: a sum over the rows in which none of its measures is NULL, or a number of
 * distinct subjects.
 *
 * <p>A sum adds up the product of the factors, each the measure's integer less its centre. No
 * factor makes a count, one a sum, the same twice a sum of squares, two a sum of products.
 *
 * @param factors indices of measures, ascending; a repeated index is a power
 * @param present indices of further measures that must not be NULL, ascending and not in factors
 * @param bound greatest magnitude federation-wide, proven at compile time
 * @param support whether it counts the rows, or the subjects, on which some aggregate of the group
 *     rests, so that a group is shown only if this count is large enough, too (PROTOCOL 3.7)
 */
public record Cell(
    Kind kind, List<Integer> factors, List<Integer> present, BigInteger bound, boolean support) {
  /** What a cell adds up. */
  public enum Kind {
    /** A product of measures. */
    SUM,
    /** Distinct values of one measure, which are subjects known to one repository only. */
    DISTINCT
  }

  public Cell {
    factors = List.copyOf(factors);
    present = List.copyOf(present);
  }

  /** A cell on whose size nothing depends. */
  public Cell(Kind kind, List<Integer> factors, List<Integer> present, BigInteger bound) {
    this(kind, factors, present, bound, false);
  }

  /** Counts all rows. */
  public static Cell rows(BigInteger bound) {
    return new Cell(Kind.SUM, List.of(), List.of(), bound);
  }

  /** Whether it counts rows or subjects. */
  public boolean isCount() {
    return kind == Kind.DISTINCT || factors.isEmpty();
  }

  /** Whether it counts every row of its group. */
  public boolean isRows() {
    return kind == Kind.SUM && factors.isEmpty() && present.isEmpty();
  }

  /** Whether it cannot be negative: counts, and products of even powers. */
  public boolean isNeverNegative() {
    Map<Integer, Integer> powers = new HashMap<>();
    factors.forEach(f -> powers.merge(f, 1, Integer::sum));
    return isCount() || powers.values().stream().allMatch(power -> power % 2 == 0);
  }
}
