package io.tributary.cli.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A first job over a sample: records, totals, averages and spreads of one or two numbers, by one
 * column that has few values.
 *
 * @param name of the job
 * @param table of its input
 * @param by the grouping column, if one suggests itself
 * @param of the columns that are measured
 * @param only a column that is declared although only rows are counted: a table has one at least
 * @param others columns of the sample that the job does not read
 */
record Draft(
    String name,
    String table,
    Optional<SampleColumn> by,
    List<SampleColumn> of,
    Optional<SampleColumn> only,
    List<SampleColumn> others) {
  /** A value that fewer records have is not proposed for the public domain. */
  static final int RARE = 5;

  private static final int MOST_MEASURES = 2;
  private static final int FEW_GROUPS = 8;
  private static final int MANY_GROUPS = 30;

  static Draft of(
      String name,
      String table,
      Sample sample,
      Optional<SampleColumn> wantedBy,
      List<SampleColumn> wantedOf) {
    Optional<SampleColumn> by = wantedBy.or(() -> grouping(sample));
    List<SampleColumn> of = wantedOf.isEmpty() ? measures(sample, by) : wantedOf;
    List<SampleColumn> others = new ArrayList<>(sample.columns());
    others.removeAll(of);
    by.ifPresent(others::remove);
    List<SampleColumn> named = others.stream().filter(SampleColumn::nameable).toList();
    boolean bare = by.isEmpty() && of.isEmpty();
    Optional<SampleColumn> only = named.stream().findFirst().filter(c -> bare);
    return new Draft(
        name, table, by, of, only, named.subList(only.isEmpty() ? 0 : 1, named.size()));
  }

  private static Optional<SampleColumn> grouping(Sample sample) {
    return firstOf(sample, c -> c.kind() == SampleColumn.Kind.text && c.distinct() <= FEW_GROUPS)
        .or(() -> firstOf(sample, c -> c.kind() == SampleColumn.Kind.text))
        .or(() -> firstOf(sample, c -> c.kind() == SampleColumn.Kind.bool))
        .or(() -> firstOf(sample, SampleColumn::hasNarrowRange));
  }

  private static Optional<SampleColumn> firstOf(Sample sample, Predicate<SampleColumn> test) {
    return sample.columns().stream()
        .filter(SampleColumn::nameable)
        .filter(c -> c.distinct() >= 2 && c.distinct() <= MANY_GROUPS)
        .filter(c -> c.blanks() * 2 < sample.rows() && !c.isKey(sample.rows()))
        .filter(test)
        .findFirst();
  }

  /** Fractions first, then whole numbers that take many values. */
  private static List<SampleColumn> measures(Sample sample, Optional<SampleColumn> by) {
    return sample.columns().stream()
        .filter(SampleColumn::nameable)
        .filter(SampleColumn::isNumber)
        .filter(c -> !c.isKey(sample.rows()) && !by.equals(Optional.of(c)))
        .sorted(Comparator.comparingInt(c -> rank(c, sample.rows())))
        .limit(MOST_MEASURES)
        .toList();
  }

  private static int rank(SampleColumn column, long rows) {
    boolean often = column.blanks() * 2 < rows;
    boolean many = column.values().isEmpty();
    boolean fraction = column.kind() == SampleColumn.Kind.number;
    return (often ? 0 : 8) + (fraction ? 0 : 2) + (many ? 0 : 1);
  }

  /** Whether no column of the sample can be declared. */
  boolean isEmpty() {
    return by.isEmpty() && of.isEmpty() && only.isEmpty();
  }

  /** The values proposed for the public domain: those that are not rare. */
  List<String> domain() {
    List<String> all = values(v -> true);
    List<String> common = values(v -> v.count() >= RARE);
    return common.isEmpty() ? all : common;
  }

  /** How many values of the sample were left out of the proposed domain. */
  int leftOut() {
    return byRange() ? 0 : values(v -> true).size() - domain().size();
  }

  private List<String> values(Predicate<SampleColumn.Value> test) {
    return by.flatMap(SampleColumn::values).orElse(List.of()).stream()
        .filter(test)
        .map(SampleColumn.Value::text)
        .toList();
  }

  /** Whether the domain is a range of whole numbers. */
  boolean byRange() {
    return by.filter(SampleColumn::hasNarrowRange).isPresent();
  }

  /** The parameter by which an asker may leave out small values; only where none is missing. */
  Optional<SampleColumn> leastOf() {
    return of.stream().findFirst().filter(c -> c.blanks() == 0);
  }
}
