package io.tributary.cli.jobs.explain;

import java.util.ArrayList;
import java.util.List;

/** The operators of a job's source, in words. A line is one operator, indented by its depth. */
final class Filters {
  private static final String FILTER = "filter ";
  private static final String READ = "read ";

  private Filters() {}

  /** Whether the rows are those of one table, some perhaps left out. */
  static boolean arePlain(List<String> source) {
    long tables = source.stream().filter(line -> line.strip().startsWith(READ)).count();
    return tables == 1 && source.stream().map(String::strip).allMatch(Filters::isPlain);
  }

  private static boolean isPlain(String line) {
    return line.startsWith(FILTER) || line.startsWith(READ);
  }

  /** What must hold for a row of a plain source to count. */
  static List<String> conditions(List<String> source) {
    List<String> conditions = new ArrayList<>();
    source.stream()
        .map(String::strip)
        .filter(line -> line.startsWith(FILTER))
        .map(line -> Sql.readable(line.substring(FILTER.length())))
        .forEach(condition -> conditions.addAll(Sql.conjuncts(condition)));
    return conditions;
  }
}
