package io.tributary.jobspark.tool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who holds which rows: the largest values of the split column become repositories of their own,
 * all others together one more. Ids never come from data.
 *
 * @param parts in order; the last may be the others
 */
record Split(List<Part> parts, Map<String, Integer> byValue) {
  private static final String BLANK_LABEL = "independent";
  private static final String OTHERS = "others";

  /** A repository: its id, its label for people, and its number of rows. */
  record Part(String id, String label, long rows) {}

  static Split of(Map<String, Long> counts, int repositories) {
    if (counts.size() < 2) {
      throw ToolException.data(
          "the split column has "
              + (counts.isEmpty() ? "no value" : "one value only")
              + ": a federation needs at least two repositories; choose another column");
    }
    List<Map.Entry<String, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    List<Part> parts = new ArrayList<>();
    Map<String, Integer> byValue = new LinkedHashMap<>();
    long rest = 0;
    for (int i = 0; i < sorted.size(); i++) {
      String value = sorted.get(i).getKey();
      if (i < repositories) {
        parts.add(
            new Part(
                id(i, repositories),
                value.isEmpty() ? BLANK_LABEL : value,
                sorted.get(i).getValue()));
      } else {
        rest += sorted.get(i).getValue();
      }
      byValue.put(value, Math.min(i, repositories));
    }
    if (rest > 0) {
      parts.add(new Part(OTHERS, OTHERS, rest));
    }
    return new Split(parts, byValue);
  }

  /** r01, r02 and so on; as many digits as the last one needs, two at least. */
  static String id(int index, int repositories) {
    int digits = Math.max(2, Integer.toString(repositories).length());
    return String.format(Locale.ROOT, "r%0" + digits + "d", index + 1);
  }
}
