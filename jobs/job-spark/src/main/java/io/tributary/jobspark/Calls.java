package io.tributary.jobspark;

import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellExpression.Call;
import io.tributary.protocol.job.Operator;
import io.tributary.protocol.job.SqlType;
import java.util.List;
import java.util.Optional;

/** Builders of expressions over cells. */
final class Calls {
  private Calls() {}

  static CellExpression zero() {
    return new CellExpression.Literal(SqlType.BIGINT, Optional.of("0"));
  }

  static CellExpression equal(CellExpression a, CellExpression b) {
    return new Call(Operator.EQUAL, SqlType.BOOLEAN, List.of(a, b));
  }

  static CellExpression not(CellExpression a) {
    return new Call(Operator.NOT, SqlType.BOOLEAN, List.of(a));
  }

  static CellExpression choice(
      SqlType type, CellExpression condition, CellExpression yes, CellExpression no) {
    return new Call(Operator.IF, type, List.of(condition, yes, no));
  }

  /** Folds a list from the left with an operator of two truths. */
  static CellExpression all(Operator operator, List<CellExpression> conditions) {
    return conditions.stream()
        .reduce((a, b) -> new Call(operator, SqlType.BOOLEAN, List.of(a, b)))
        .orElseThrow();
  }
}
