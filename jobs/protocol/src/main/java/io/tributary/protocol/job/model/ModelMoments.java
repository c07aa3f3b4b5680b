package io.tributary.protocol.job.model;

import io.tributary.protocol.job.model.ModelPlan.PlanColumn;
import io.tributary.protocol.job.model.ModelPlan.PlanTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which cells a model needs: the compiler lays them out, the evaluation looks them up.
 *
 * <p>Products of columns that exclude each other are zero, and the square of an indicator is
 * itself: neither has a cell.
 */
public final class ModelMoments {
  /**
   * A cell, by the measures it multiplies and those that must not be NULL besides.
   *
   * @param factors ascending
   * @param present ascending, none of them in factors
   */
  public record Moment(List<Integer> factors, List<Integer> present) {
    public Moment {
      factors = List.copyOf(factors);
      present = List.copyOf(present);
    }
  }

  private final IntPredicate nullable;

  /** Whether each measure can be NULL decides which must be asked for. */
  public ModelMoments(IntPredicate nullable) {
    this.nullable = nullable;
  }

  /** The sum of a product over the rows in which everything named is there. */
  public Moment sum(List<Integer> factors, List<Integer> present) {
    List<Integer> sorted = factors.stream().sorted().toList();
    return new Moment(
        sorted,
        present.stream()
            .filter(nullable::test)
            .filter(p -> !sorted.contains(p))
            .distinct()
            .sorted()
            .toList());
  }

  /** The number of rows in which everything named is there. */
  public Moment count(List<Integer> present) {
    return sum(List.of(), present);
  }

  /** Everything a model needs, besides bins. */
  public List<Moment> of(ModelPlan plan) {
    List<Moment> all = new ArrayList<>();
    if (plan instanceof ModelPlan.Regression regression) {
      Design design = new Design(regression);
      all.add(count(regression.present()));
      for (int i = 0; i < design.size(); i++) {
        all.add(sum(List.of(design.measure(i)), regression.present()));
        for (int j = 0; j <= i; j++) {
          design.product(i, j).ifPresent(p -> all.add(sum(p, regression.present())));
        }
      }
    } else if (plan instanceof ModelPlan.Components components) {
      all.addAll(together(measures(components.variables()), components.present()));
    } else if (plan instanceof ModelPlan.Correlations correlations) {
      List<Integer> measures = measures(correlations.variables());
      for (int x : measures) {
        measures.forEach(y -> all.addAll(together(List.of(x, y), List.of(x, y))));
      }
    } else if (plan instanceof ModelPlan.Description description) {
      description.variables().forEach(v -> all.addAll(alone(v.measure())));
    } else if (plan instanceof ModelPlan.Means means) {
      all.addAll(alone(means.variable().measure()));
    } else if (plan instanceof ModelPlan.Anova anova) {
      all.addAll(alone(anova.variable().measure()));
    }
    return all.stream().distinct().toList();
  }

  private static List<Integer> measures(List<ModelPlan.Variable> variables) {
    return variables.stream().map(ModelPlan.Variable::measure).toList();
  }

  private List<Moment> alone(int measure) {
    return together(List.of(measure), List.of(measure));
  }

  private List<Moment> together(List<Integer> measures, List<Integer> present) {
    List<Moment> all = new ArrayList<>(List.of(count(present)));
    for (int x : measures) {
      all.add(sum(List.of(x), present));
      measures.forEach(y -> all.add(sum(List.of(x, y), present)));
    }
    return all;
  }

  /** The columns of a regression, the response last, and what their products are. */
  public static final class Design {
    private final List<PlanColumn> columns = new ArrayList<>();
    private final List<PlanTerm> terms = new ArrayList<>();
    private final int response;

    public Design(ModelPlan.Regression plan) {
      response = plan.response();
      for (PlanTerm term : plan.terms()) {
        columns.addAll(term.columns());
        terms.addAll(Collections.nCopies(term.columns().size(), term));
      }
    }

    /** Number of columns, with the response. */
    public int size() {
      return columns.size() + 1;
    }

    /** The measure of a column. */
    public int measure(int column) {
      return column == columns.size() ? response : columns.get(column).measure();
    }

    /** The measures whose product two columns make; empty if it is zero in every row. */
    public Optional<List<Integer>> product(int i, int j) {
      if (i < columns.size() && j < columns.size() && exclude(i, j)) {
        return Optional.empty();
      }
      boolean square = i == j && i < columns.size() && !terms.get(i).number();
      return Optional.of(square ? List.of(measure(i)) : List.of(measure(i), measure(j)));
    }

    private boolean exclude(int i, int j) {
      List<String> own = terms.get(i).factors();
      List<String> others = terms.get(j).factors();
      return IntStream.range(0, own.size())
          .filter(f -> others.contains(own.get(f)))
          .anyMatch(
              f ->
                  !columns
                      .get(i)
                      .levels()
                      .get(f)
                      .equals(columns.get(j).levels().get(others.indexOf(own.get(f)))));
    }

    /** The terms for the fit: variables are the columns in order. */
    public static List<Term> terms(ModelPlan.Regression plan) {
      List<Term> terms = new ArrayList<>();
      int place = 0;
      for (PlanTerm term : plan.terms()) {
        List<Term.Column> columns = new ArrayList<>();
        for (PlanColumn column : term.columns()) {
          columns.add(new Term.Column(column.label(), place++, column.levels()));
        }
        terms.add(new Term(columns));
      }
      return terms;
    }
  }

  /** All measures a model names. */
  public static List<Integer> measures(ModelPlan plan) {
    ModelMoments every = new ModelMoments(measure -> true);
    return every.of(plan).stream()
        .flatMap(m -> Stream.concat(m.factors().stream(), m.present().stream()))
        .distinct()
        .sorted()
        .toList();
  }
}
