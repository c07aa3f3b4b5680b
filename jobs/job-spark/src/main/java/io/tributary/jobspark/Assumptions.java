package io.tributary.jobspark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;

/**
 * What the conditions of CASE and IF say about numbers inside their branches: comparisons with
 * constants. Spark computes a branch only where its condition holds. What is assumed holds for
 * values that are not NULL.
 */
final class Assumptions {
  /** An expression, in its canonical form, lies in an interval, and perhaps is not zero. */
  private record Assumption(Expression about, Interval interval, boolean notZero) {}

  private static final BigDecimal FAR = BigDecimal.TEN.pow(60);
  private static final Interval ANY = new Interval(FAR.negate(), FAR);

  private final Ranges ranges;
  private final List<Assumption> all = new ArrayList<>();
  private final Map<Expression, List<Assumption>> known = new HashMap<>();
  private final List<Integer> marks = new ArrayList<>();

  Assumptions(Ranges ranges) {
    this.ranges = ranges;
  }

  void add(Choice.Branch branch) {
    marks.add(all.size());
    branch.earlier().forEach(e -> assume(e, false));
    branch.condition().ifPresent(c -> assume(c, true));
  }

  /**
   * What WHERE says about the rows that are aggregated. Its bounds are not taken, so that a cell's
   * do not hang on it; only that a divisor is not zero.
   */
  void addRows(Expression condition) {
    int before = all.size();
    assume(condition, true);
    List<Assumption> found = List.copyOf(all.subList(before, all.size()));
    marks.add(before);
    remove();
    found.stream().filter(Assumption::notZero).forEach(a -> add(a.about(), ANY, true));
  }

  /** Forgets what the branch added last has brought. */
  void remove() {
    int mark = marks.remove(marks.size() - 1);
    while (all.size() > mark) {
      List<Assumption> same = known.get(all.remove(all.size() - 1).about());
      same.remove(same.size() - 1);
    }
  }

  /** An interval narrowed by what is assumed of the expression. */
  Interval narrowed(Expression expression, Interval interval) {
    Interval narrowed = interval;
    for (Assumption assumption : about(expression)) {
      narrowed = narrowed.within(assumption.interval());
    }
    return narrowed;
  }

  boolean isNotZero(Expression expression) {
    return about(expression).stream().anyMatch(Assumption::notZero);
  }

  private List<Assumption> about(Expression expression) {
    return known.getOrDefault(expression.canonicalized(), List.of());
  }

  private void assume(Expression condition, boolean holds) {
    if (condition instanceof Not not) {
      assume(not.child(), !holds);
    } else if ((condition instanceof And && holds) || (condition instanceof Or && !holds)) {
      Trees.children(condition).forEach(part -> assume(part, holds));
    } else if (condition instanceof BinaryComparison comparison) {
      compare(comparison, comparison.left(), comparison.right(), holds, false);
      compare(comparison, comparison.right(), comparison.left(), holds, true);
    }
  }

  private void compare(
      BinaryComparison comparison,
      Expression about,
      Expression constant,
      boolean holds,
      boolean flipped) {
    Optional<BigDecimal> point =
        isConstant(constant)
            ? ranges
                .of(constant)
                .filter(i -> i.lower().compareTo(i.upper()) == 0)
                .map(Interval::lower)
            : Optional.empty();
    if (point.isPresent() && !isConstant(about)) {
      add(about, side(comparison, flipped), point.get(), holds);
    }
  }

  private static boolean isConstant(Expression expression) {
    return expression instanceof Literal literal
        ? literal.value() != null
        : expression instanceof Cast cast && isConstant(cast.child());
  }

  /** Which values satisfy the comparison: below (-1), equal (0) or above (1), with or without. */
  private record Side(int sign, boolean inclusive) {
    Side negated() {
      return sign == 0 ? new Side(0, !inclusive) : new Side(-sign, !inclusive);
    }
  }

  private static Optional<Side> side(BinaryComparison comparison, boolean flipped) {
    int sign = flipped ? -1 : 1;
    if (comparison instanceof EqualTo || comparison instanceof EqualNullSafe) {
      return Optional.of(new Side(0, true));
    } else if (comparison instanceof LessThan) {
      return Optional.of(new Side(-sign, false));
    } else if (comparison instanceof LessThanOrEqual) {
      return Optional.of(new Side(-sign, true));
    } else if (comparison instanceof GreaterThan) {
      return Optional.of(new Side(sign, false));
    } else if (comparison instanceof GreaterThanOrEqual) {
      return Optional.of(new Side(sign, true));
    }
    return Optional.empty();
  }

  private void add(Expression about, Optional<Side> given, BigDecimal point, boolean holds) {
    if (given.isEmpty()) {
      return;
    }
    Side side = holds ? given.get() : given.get().negated();
    Interval interval = ANY;
    if (side.sign() == 0 && side.inclusive()) {
      interval = Interval.point(point);
    } else if (side.sign() != 0) {
      interval =
          side.sign() < 0 ? new Interval(ANY.lower(), point) : new Interval(point, ANY.upper());
    }
    boolean touches = interval.contains(BigDecimal.ZERO);
    boolean excluded = !side.inclusive() && point.signum() == 0;
    add(about, interval, !touches || excluded);
    // The value beneath a cast that changes no value is the same.
    if (about instanceof Cast cast && isExact(cast)) {
      add(cast.child(), interval, !touches || excluded);
    }
  }

  private void add(Expression about, Interval interval, boolean notZero) {
    Assumption assumption = new Assumption(about.canonicalized(), interval, notZero);
    all.add(assumption);
    known.computeIfAbsent(assumption.about(), a -> new ArrayList<>()).add(assumption);
  }

  private static boolean isExact(Cast cast) {
    return Types.ours(cast.child().dataType())
        .flatMap(
            from ->
                Types.ours(cast.dataType())
                    .filter(to -> from.isExact() && to.isExact() && from.scale() <= to.scale()))
        .isPresent();
  }
}
