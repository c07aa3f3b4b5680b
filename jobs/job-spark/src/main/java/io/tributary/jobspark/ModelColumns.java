package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.model.Formula.Factor;
import io.tributary.protocol.job.model.ModelPlan.PlanColumn;
import io.tributary.protocol.job.model.ModelPlan.PlanTerm;
import io.tributary.protocol.job.model.ModelSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.types.DataTypes;
import scala.Tuple2;

/** The columns of one term of a regression: a number, or a number or one for each level. */
final class ModelColumns {
  private final List<Factor> term;
  private final List<Factor> factors;
  private final Map<Factor, Dimension> categories;
  private final Map<Factor, Expression> resolved;
  private final Measures measures;
  private final Optional<Factor> number;

  ModelColumns(
      List<Factor> term,
      Map<Factor, Dimension> categories,
      Map<Factor, Expression> resolved,
      Measures measures) {
    this.term = term;
    this.factors = term.stream().filter(Factor::isCategory).toList();
    this.categories = categories;
    this.resolved = resolved;
    this.measures = measures;
    this.number = ModelSql.number(term);
  }

  PlanTerm term() {
    List<PlanColumn> columns = new ArrayList<>();
    columns(new ArrayList<>(), columns);
    return new PlanTerm(factors.stream().map(Factor::name).toList(), number.isPresent(), columns);
  }

  /** All combinations of levels, the last factor's fastest. */
  private void columns(List<Integer> levels, List<PlanColumn> columns) {
    if (levels.size() == factors.size()) {
      columns.add(new PlanColumn(label(levels), measure(levels), levels));
      return;
    }
    for (int slot = 0; slot < domain(levels.size()).slots(); slot++) {
      List<Integer> longer = new ArrayList<>(levels);
      longer.add(slot);
      columns(longer, columns);
    }
  }

  private Domain domain(int factor) {
    return categories.get(factors.get(factor)).domain();
  }

  private String label(List<Integer> levels) {
    List<String> parts = new ArrayList<>();
    for (Factor factor : term) {
      int place = factors.indexOf(factor);
      parts.add(
          place < 0
              ? factor.name()
              : factor.name() + "=" + level(domain(place), levels.get(place)));
    }
    return String.join(":", parts);
  }

  private static String level(Domain domain, int slot) {
    return domain.type().write(domain.value(slot));
  }

  private int measure(List<Integer> levels) {
    if (levels.isEmpty()) {
      return measures.index(resolved.get(number.orElseThrow()));
    }
    Expression applies =
        IntStream.range(0, levels.size())
            .mapToObj(i -> at(domain(i), levels.get(i), resolved.get(factors.get(i))))
            .reduce(And::new)
            .orElseThrow();
    Expression column = column(applies);
    measures.uncentred(column);
    return measures.index(column);
  }

  private Expression column(Expression applies) {
    if (number.isEmpty()) {
      return Longs.when(List.of(new Tuple2<>(applies, Longs.of(1))), Longs.of(0));
    }
    Expression value = resolved.get(number.get());
    return Longs.when(
        List.of(new Tuple2<>(applies, value)), Longs.cast(Longs.integer(0), value.dataType()));
  }

  /** Whether a value is in a slot of its domain. */
  private static Expression at(Domain domain, int slot, Expression value) {
    List<Expression> known =
        domain.values().stream().<Expression>map(v -> Types.literal(domain.type(), v)).toList();
    Expression outside = new Not(new In(value, Trees.seq(known)));
    if (slot == known.size()) {
      return outside;
    }
    Expression equal = new EqualTo(value, known.get(slot));
    return slot == domain.otherSlot() ? new Or(equal, outside) : equal;
  }

  /** What is NULL unless all of these are there: nothing, one of them, or a flag. */
  static Optional<Expression> complete(List<Expression> variables) {
    List<Expression> nullable = variables.stream().filter(Expression::nullable).toList();
    if (nullable.size() < 2) {
      return nullable.stream().findFirst();
    }
    Expression all =
        nullable.stream().<Expression>map(IsNotNull::new).reduce(And::new).orElseThrow();
    return Optional.of(
        Longs.when(
            List.of(new Tuple2<>(all, Longs.of(1))), Trees.literal(null, DataTypes.LongType)));
  }
}
