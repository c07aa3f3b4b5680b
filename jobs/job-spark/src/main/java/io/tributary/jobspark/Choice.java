package io.tributary.jobspark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import scala.Tuple2;

/** CASE, IF, COALESCE and the like taken apart. */
final class Choice {
  private Choice() {}

  /**
   * A value and when it is computed.
   *
   * @param index of the branch in the choice; negative while its condition is computed
   * @param earlier conditions that did not hold
   * @param condition what holds; empty for ELSE
   */
  record Branch(
      int index, List<Expression> earlier, Optional<Expression> condition, Expression value) {
    /** Where the condition itself is computed. */
    Branch withoutCondition() {
      return new Branch(-1 - index, earlier, Optional.empty(), value);
    }
  }

  /** The values an expression chooses from, in the order Spark tries them. */
  static List<Branch> branches(Expression expression) {
    List<Branch> branches = new ArrayList<>();
    List<Expression> earlier = new ArrayList<>();
    if (expression instanceof CaseWhen when) {
      for (Tuple2<Expression, Expression> branch : Trees.list(when.branches())) {
        add(branches, earlier, Optional.of(branch._1()), branch._2());
        earlier.add(branch._1());
      }
      Trees.optional(when.elseValue()).ifPresent(v -> add(branches, earlier, Optional.empty(), v));
    } else if (expression instanceof If choice) {
      add(branches, earlier, Optional.of(choice.predicate()), choice.trueValue());
      earlier.add(choice.predicate());
      add(branches, earlier, Optional.empty(), choice.falseValue());
    } else {
      Trees.children(expression).forEach(v -> add(branches, List.of(), Optional.empty(), v));
    }
    return branches;
  }

  private static void add(
      List<Branch> branches,
      List<Expression> earlier,
      Optional<Expression> condition,
      Expression value) {
    branches.add(new Branch(branches.size(), List.copyOf(earlier), condition, value));
  }
}
