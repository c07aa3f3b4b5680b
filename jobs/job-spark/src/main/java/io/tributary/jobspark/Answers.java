package io.tributary.jobspark;

import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.CompiledJob.SortKey;
import io.tributary.protocol.job.Operator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.Descending$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NullsFirst$;
import org.apache.spark.sql.catalyst.expressions.SortOrder;

/** What is above the aggregate: columns, HAVING, ORDER BY and LIMIT of the opened groups. */
final class Answers {
  private final Outputs outputs;
  private final Problems problems;

  Answers(Outputs outputs, Problems problems) {
    this.outputs = outputs;
    this.problems = problems;
  }

  Answering of(TopAggregate top) {
    List<Output> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (TopAggregate.Column column : top.outputs()) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        problems.at(
            column.value(),
            "two columns are called " + column.name(),
            "the answer's columns are told apart by name",
            "give one of them another alias");
      }
      Optional<CellExpression> value = complete(column.value(), outputs.column(column));
      value.ifPresent(v -> columns.add(new Output(column.name(), v)));
    }
    return new Answering(
        columns, having(top), order(top), top.offset(), top.limit(), Optional.empty());
  }

  /** What cannot be computed is a problem, even where nobody said why: nothing is left out. */
  private Optional<CellExpression> complete(Expression at, Optional<CellExpression> value) {
    if (value.isEmpty() && problems.isEmpty()) {
      problems.at(
          at,
          "'" + Text.of(at) + "' is not supported",
          "it does not follow from cells",
          "use other functions");
    }
    return value;
  }

  private Optional<CellExpression> having(TopAggregate top) {
    List<CellExpression> conditions = new ArrayList<>();
    for (Expression condition : top.having()) {
      complete(condition, outputs.of(condition)).ifPresent(conditions::add);
    }
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(Calls.all(Operator.AND, conditions));
  }

  private List<SortKey> order(TopAggregate top) {
    List<SortKey> keys = new ArrayList<>();
    for (SortOrder key : top.order()) {
      boolean descending = key.direction() == Descending$.MODULE$;
      boolean nullsFirst = key.nullOrdering() == NullsFirst$.MODULE$;
      complete(key.child(), outputs.of(key.child()))
          .ifPresent(v -> keys.add(new SortKey(v, descending, nullsFirst)));
    }
    return keys;
  }
}
