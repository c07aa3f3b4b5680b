package io.tributary.protocol.job.model;

import io.tributary.protocol.job.model.Formula.Factor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL of a model: an aggregate over its variables, which the compiler guards and resolves like
 * the SQL of any job. One expression a line: the groups' columns first and then {@link #variables};
 * where there are groups but no variables it counts rows.
 */
public final class ModelSql {
  private final ModelDefinition model;

  public ModelSql(ModelDefinition model) {
    this.model = model;
  }

  /** What rows are grouped by. */
  public List<Factor> groups() {
    return model.isGrouped()
        ? model.formula().terms().stream().map(term -> term.get(0)).toList()
        : List.of();
  }

  /**
   * What has a value in each row, each once: the response, then by term the product of its numbers
   * and its categories.
   */
  public List<Factor> variables() {
    List<Factor> all = new ArrayList<>(model.formula().response().stream().toList());
    if (!model.isGrouped()) {
      for (List<Factor> term : model.formula().terms()) {
        number(term).ifPresent(all::add);
        term.stream().filter(Factor::isCategory).forEach(all::add);
      }
    }
    return all.stream().distinct().toList();
  }

  /** The product of a term's numbers; empty if it has none. */
  public static java.util.Optional<Factor> number(List<Factor> term) {
    List<Factor> numbers = term.stream().filter(factor -> !factor.isCategory()).toList();
    if (numbers.size() < 2) {
      return numbers.stream().findFirst();
    }
    return java.util.Optional.of(
        new Factor(
            Formula.Kind.NUMBER,
            numbers.stream().map(Factor::name).collect(Collectors.joining(":")),
            numbers.stream().map(n -> "(" + n.sql() + ")").collect(Collectors.joining(" * "))));
  }

  /** Counts what is there, of each variable in each group. */
  public String aggregate() {
    List<String> columns = new ArrayList<>();
    groups().forEach(group -> columns.add(named(group)));
    variables().forEach(variable -> columns.add("count(" + variable.sql() + ")"));
    if (variables().isEmpty()) {
      columns.add("count(*)");
    }
    String grouping =
        groups().isEmpty()
            ? ""
            : "GROUP BY\n  "
                + groups().stream().map(Factor::sql).collect(Collectors.joining(",\n  "))
                + "\n";
    return select(columns) + grouping;
  }

  private static String named(Factor group) {
    return group.sql().equals(group.name()) ? group.sql() : group.sql() + " AS " + group.name();
  }

  private String select(List<String> columns) {
    String where = model.where().map(condition -> "WHERE\n  " + condition + "\n").orElse("");
    return "SELECT\n  " + String.join(",\n  ", columns) + "\nFROM " + model.input() + "\n" + where;
  }
}
