package io.tributary.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an author's sample looks like.
 *
 * @param rows how many records it has
 * @param columns in the file's order
 */
record Sample(long rows, List<SampleColumn> columns) {
  static Sample of(JsonNode profile) {
    List<SampleColumn> columns = new ArrayList<>();
    for (JsonNode node : profile.path("columns")) {
      columns.add(column(node));
    }
    return new Sample(profile.path("rows").asLong(), List.copyOf(columns));
  }

  private static SampleColumn column(JsonNode node) {
    Optional<List<SampleColumn.Value>> values = Optional.empty();
    if (node.has("values")) {
      List<SampleColumn.Value> all = new ArrayList<>();
      node.path("values")
          .forEach(
              v ->
                  all.add(
                      new SampleColumn.Value(v.path("value").asText(), v.path("count").asLong())));
      values = Optional.of(List.copyOf(all));
    }
    return new SampleColumn(
        node.path("name").asText(),
        SampleColumn.Kind.valueOf(node.path("kind").asText()),
        node.path("blanks").asLong(),
        new BigDecimal(node.path("least").asText("0")),
        new BigDecimal(node.path("most").asText("0")),
        node.path("scale").asInt(),
        values);
  }

  Optional<SampleColumn> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  List<String> names() {
    return columns.stream().map(SampleColumn::name).toList();
  }
}
