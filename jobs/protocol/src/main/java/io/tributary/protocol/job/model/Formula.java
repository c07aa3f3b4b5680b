package io.tributary.protocol.job.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A model formula in the manner of R: {@code tips ~ fare + C(payment_type) + fare:C(payment_type)}.
 *
 * @param response what is explained; empty in a formula that only lists variables
 * @param intercept whether there is a constant
 * @param terms what explains it, by number of factors and then as written; each once
 */
public record Formula(Optional<Factor> response, boolean intercept, List<List<Factor>> terms) {
  /** What a factor is. */
  public enum Kind {
    /** A column, or {@code I(expression)}. */
    NUMBER,
    /** {@code C(column)}: categories with a declared domain. */
    CATEGORY,
    /** {@code Pair(x, y)}: the difference of two numbers of one row. */
    PAIR
  }

  /**
   * Something that has a value in each row.
   *
   * @param name as the answer shows it; for a category also that of its domain
   * @param sql Spark SQL expression
   */
  public record Factor(Kind kind, String name, String sql) {
    /** Whether it is a category. */
    public boolean isCategory() {
      return kind == Kind.CATEGORY;
    }
  }

  public Formula {
    List<List<Factor>> sorted = new ArrayList<>();
    for (List<Factor> term : terms) {
      List<Factor> once = term.stream().distinct().toList();
      if (sorted.stream().noneMatch(t -> t.size() == once.size() && t.containsAll(once))) {
        sorted.add(once);
      }
    }
    sorted.sort(Comparator.comparingInt(List::size));
    terms = List.copyOf(sorted);
  }

  /**
   * Reads a formula.
   *
   * @throws FormulaException with the place of what is wrong
   */
  public static Formula parse(String text) {
    return new FormulaParser(text).parse();
  }

  /** Everything that has a value in each row, each once: the response first. */
  public List<Factor> factors() {
    List<Factor> all = new ArrayList<>(response.stream().toList());
    terms.forEach(all::addAll);
    return all.stream().distinct().toList();
  }

  /** Whether every term is one factor of a kind. */
  public boolean isListOf(Kind kind) {
    return terms.stream().allMatch(t -> t.size() == 1 && t.get(0).kind() == kind);
  }
}
