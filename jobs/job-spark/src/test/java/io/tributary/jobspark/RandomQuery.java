package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A query in parts, so that parts can be left out while a difference is narrowed down.
 *
 * @param dimensions what is grouped by
 * @param sets how: a pattern around the list of dimensions
 * @param outputs columns of the answer, without the dimensions
 * @param filter WHERE
 * @param having HAVING
 * @param order keys of ORDER BY
 * @param limit LIMIT and OFFSET
 */
record RandomQuery(
    List<Dimension> dimensions,
    String sets,
    List<Piece> outputs,
    Optional<Piece> filter,
    Optional<Piece> having,
    List<Piece> order,
    String limit) {

  /** A grouping expression with its domain; the name is its alias. */
  record Dimension(String name, String sql, String domain) {}

  /** Some SQL and the bins that it needs. */
  record Piece(String sql, List<String> bins) {}

  String sql() {
    List<String> columns = new ArrayList<>();
    dimensions.forEach(d -> columns.add(d.sql() + " AS " + d.name()));
    for (int i = 0; i < outputs.size(); i++) {
      columns.add(outputs.get(i).sql() + " AS o" + i);
    }
    StringBuilder sql = new StringBuilder("SELECT ").append(String.join(", ", columns));
    sql.append(" FROM t");
    filter.ifPresent(f -> sql.append(" WHERE ").append(f.sql()));
    if (!dimensions.isEmpty()) {
      String keys = dimensions.stream().map(Dimension::sql).collect(Collectors.joining(", "));
      sql.append(" GROUP BY ").append(sets.replace("$", keys));
    }
    having.ifPresent(h -> sql.append(" HAVING ").append(h.sql()));
    if (!order.isEmpty()) {
      sql.append(" ORDER BY ")
          .append(order.stream().map(Piece::sql).collect(Collectors.joining(", ")));
    }
    return sql.append(limit).toString();
  }

  /** What job.yaml must say beyond the table. */
  String job() {
    StringBuilder yaml = new StringBuilder();
    if (!dimensions.isEmpty()) {
      yaml.append("dimensions: {");
      yaml.append(
          dimensions.stream()
              .map(d -> d.name() + ": {" + d.domain() + "}")
              .collect(Collectors.joining(", ")));
      yaml.append("}\n");
    }
    Set<String> bins = new LinkedHashSet<>();
    pieces().forEach(piece -> bins.addAll(piece.bins()));
    if (!bins.isEmpty()) {
      yaml.append("bins: {").append(String.join(", ", bins)).append("}\n");
    }
    List<String> parameters = new ArrayList<>();
    String sql = sql();
    if (sql.contains(":p")) {
      parameters.add("p: {type: int, range: [1, 9], default: 4}");
    }
    if (sql.contains(":q")) {
      parameters.add("q: {type: 'decimal(5,2)', values: [0.25, 12.50], default: 12.50}");
    }
    if (sql.contains(":who")) {
      parameters.add("who: {type: string, default: a}");
    }
    if (!parameters.isEmpty()) {
      yaml.append("parameters: {").append(String.join(", ", parameters)).append("}\n");
    }
    return yaml.toString();
  }

  private Stream<Piece> pieces() {
    return Stream.of(outputs.stream(), filter.stream(), having.stream(), order.stream())
        .flatMap(s -> s);
  }

  /** The query with one part less, for each part that can go. */
  List<RandomQuery> smaller() {
    List<RandomQuery> all = new ArrayList<>();
    if (!limit.isEmpty()) {
      all.add(new RandomQuery(dimensions, sets, outputs, filter, having, order, ""));
    }
    if (having.isPresent()) {
      all.add(new RandomQuery(dimensions, sets, outputs, filter, Optional.empty(), order, limit));
    }
    if (filter.isPresent()) {
      all.add(new RandomQuery(dimensions, sets, outputs, Optional.empty(), having, order, limit));
    }
    for (int i = 0; i < order.size(); i++) {
      all.add(new RandomQuery(dimensions, sets, outputs, filter, having, without(order, i), limit));
    }
    for (int i = 0; i < outputs.size() && outputs.size() > 1; i++) {
      all.add(new RandomQuery(dimensions, sets, without(outputs, i), filter, having, order, limit));
    }
    if (!sets.equals("$")) {
      all.add(new RandomQuery(dimensions, "$", outputs, filter, having, order, limit));
    }
    for (int i = 0; i < dimensions.size(); i++) {
      all.add(new RandomQuery(without(dimensions, i), sets, outputs, filter, having, order, limit));
    }
    return all;
  }

  private static <T> List<T> without(List<T> list, int index) {
    List<T> less = new ArrayList<>(list);
    less.remove(index);
    return less;
  }
}
