package io.tributary.protocol.job.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The design of a regression over columns of a vector, with R's names of coefficients. */
final class Design {
  private final JsonNode columns;
  private final List<List<BigDecimal>> variables = new ArrayList<>();
  private final List<Term> terms = new ArrayList<>();

  Design(JsonNode vector) {
    columns = vector.get("columns");
    vector.get("terms").forEach(term -> terms.add(term(term)));
    variables.add(Rows.decimals(columns.get(vector.get("response").asText()).get("values")));
  }

  LinearFit fit(boolean intercept) {
    return LinearRegression.fit(Rows.moments(variables), variables.size() - 1, intercept, terms);
  }

  private Term term(JsonNode factors) {
    int rows = columns.get(factors.get(0).asText()).get("values").size();
    Map<List<Integer>, List<BigDecimal>> values = new LinkedHashMap<>();
    Map<List<Integer>, String> labels = new LinkedHashMap<>();
    values.put(List.of(), Collections.nCopies(rows, BigDecimal.ONE));
    labels.put(List.of(), "");
    for (JsonNode factor : factors) {
      cross(factor.asText(), values, labels);
    }
    List<Term.Column> all = new ArrayList<>();
    values.forEach(
        (levels, column) -> {
          all.add(new Term.Column(labels.get(levels), variables.size(), levels));
          variables.add(column);
        });
    return new Term(all);
  }

  private void cross(
      String name, Map<List<Integer>, List<BigDecimal>> values, Map<List<Integer>, String> labels) {
    Map<List<Integer>, List<BigDecimal>> before = new LinkedHashMap<>(values);
    Map<List<Integer>, String> named = new LinkedHashMap<>(labels);
    values.clear();
    labels.clear();
    before.forEach(
        (levels, column) -> {
          String prefix = named.get(levels).isEmpty() ? name : named.get(levels) + ":" + name;
          JsonNode own = columns.get(name);
          if (!own.has("levels")) {
            values.put(levels, Rows.times(column, Rows.decimals(own.get("values"))));
            labels.put(levels, prefix);
            return;
          }
          for (int i = 0; i < own.get("levels").size(); i++) {
            List<Integer> key = new ArrayList<>(levels);
            key.add(i);
            String level = own.get("levels").get(i).asText();
            values.put(key, Rows.times(column, indicator(own.get("values"), level)));
            labels.put(key, prefix + level);
          }
        });
  }

  private static List<BigDecimal> indicator(JsonNode values, String level) {
    List<BigDecimal> column = new ArrayList<>();
    values.forEach(v -> column.add(v.asText().equals(level) ? BigDecimal.ONE : BigDecimal.ZERO));
    return column;
  }
}
