package io.tributary.protocol.job;

import io.tributary.protocol.job.JobDefinition.Dimension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the dimensions of {@code job.yaml}: public domains of grouping columns. */
final class DimensionReader {
  private static final int MAX_DOMAIN = 100_000;

  private DimensionReader() {}

  static Dimension dimension(String name, StrictNode node) {
    return node.map(
        n -> {
          Optional<List<Object>> values =
              n.optional("values", v -> sized(v.items(StrictNode::scalar), v));
          Optional<List<Object>> range = n.optional("range", DimensionReader::integers);
          if (n.json().hasNonNull("values") == n.json().hasNonNull("range")) {
            n.note(
                n.wrong(
                    "a dimension has either 'values' or 'range'",
                    "its public domain says which groups the answer can have",
                    "write values: [a, b, c], or range: [1, 12] for whole numbers"));
          }
          return new Dimension(
              name,
              values.or(() -> range).orElse(List.of()),
              n.optional("other", StrictNode::scalar));
        });
  }

  private static List<Object> sized(List<Object> domain, StrictNode node) {
    if (domain.isEmpty() || domain.size() > MAX_DOMAIN) {
      throw node.wrong("a domain has 1 to " + MAX_DOMAIN + " values");
    }
    return domain;
  }

  private static List<Object> integers(StrictNode node) {
    List<StrictNode> both = node.items();
    if (both.size() != 2) {
      throw node.wrong("a range is a list of two whole numbers", "", "write [first, last]");
    }
    long first = both.get(0).integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
    long last = both.get(1).integer(first, first + MAX_DOMAIN - 1);
    List<Object> all = new ArrayList<>();
    for (long value = first; value <= last; value++) {
      all.add(BigDecimal.valueOf(value));
    }
    return all;
  }
}
