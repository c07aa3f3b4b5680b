package io.tributary.jobspark.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The values of the split column, numbered as they come, and how many rows each has. */
final class Groups {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<long[]> rows = new ArrayList<>();

  /** Counts a row; the number of its group. */
  int add(String value) {
    int number = numbers.computeIfAbsent(value, unused -> numbers.size());
    if (number == rows.size()) {
      rows.add(new long[1]);
    }
    rows.get(number)[0]++;
    return number;
  }

  /** Rows by value. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new HashMap<>();
    numbers.forEach((value, number) -> counts.put(value, rows.get(number)[0]));
    return counts;
  }

  /**
   * What each repository gets.
   *
   * @param table where the table of a repository is to be, by its id
   */
  List<TableWriter.Part> parts(Split split, Function<String, Path> table) {
    List<Set<Integer>> owned = new ArrayList<>();
    split.parts().forEach(part -> owned.add(new TreeSet<>()));
    split.byValue().forEach((value, part) -> owned.get(part).add(numbers.get(value)));
    List<TableWriter.Part> parts = new ArrayList<>();
    for (int i = 0; i < owned.size(); i++) {
      Split.Part part = split.parts().get(i);
      // Whichever list is shorter: all others together may be very many values.
      boolean others = owned.get(i).size() > numbers.size() / 2;
      Set<Integer> named = others ? complement(owned.get(i)) : owned.get(i);
      parts.add(new TableWriter.Part(table.apply(part.id()), named, others, part.rows()));
    }
    return parts;
  }

  private Set<Integer> complement(Set<Integer> groups) {
    Set<Integer> rest = new TreeSet<>(numbers.values());
    rest.removeAll(groups);
    return rest;
  }
}
