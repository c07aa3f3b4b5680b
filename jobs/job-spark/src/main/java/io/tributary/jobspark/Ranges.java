package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.BinaryArithmetic;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.EvalMode$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.OuterReference;
import org.apache.spark.sql.catalyst.expressions.ScalarSubquery;
import org.apache.spark.sql.catalyst.expressions.SubqueryExpression;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.types.Decimal;

/**
 * Interval arithmetic over resolved expressions, from the declared bounds of columns and the
 * domains of parameters, through the whole source. It proves that no value overflows its Spark type
 * and that nothing divides by zero, so that a query cannot fail on some rows and not on others.
 *
 * <p>Dates count as days, timestamps as microseconds since 1970.
 */
final class Ranges {
  private final Extents extents;
  private final Problems problems;
  private final NumberRules numbers = new NumberRules(this);
  private final CalendarRules calendar = new CalendarRules(this);
  private final Assumptions assumptions = new Assumptions(this);
  private final IdentityHashMap<Expression, Optional<Interval>> aggregates =
      new IdentityHashMap<>();
  private Scope scope = new Scope();

  /**
   * Goes through the source, and reports what could overflow or divide by zero in it.
   *
   * @param tables the job's public tables
   */
  Ranges(JobDefinition job, LogicalPlan source, PublicTables tables, Problems problems) {
    this.problems = problems;
    this.extents = new Extents(job, tables, this);
    extents.walk(source);
  }

  /**
   * From here on expressions are computed on the source's rows alone: what its WHERE lets through.
   * Spark may move a condition down, but never a value below a condition.
   */
  void onRowsOf(LogicalPlan source) {
    LogicalPlan plan = source;
    while (plan instanceof Filter || plan instanceof Project || plan instanceof SubqueryAlias) {
      if (plan instanceof Filter filter) {
        assumptions.addRows(filter.condition());
      }
      plan = plan.children().head();
    }
  }

  /** What is known of the columns of the source. */
  Extents extents() {
    return extents;
  }

  Problems problems() {
    return problems;
  }

  Assumptions assumptions() {
    return assumptions;
  }

  /** The values a number, date or timestamp can take; empty after a problem or for other types. */
  Optional<Interval> of(Expression expression) {
    Optional<Interval> before = aggregates.getOrDefault(expression, scope.known.get(expression));
    if (before != null) {
      return before;
    }
    Optional<SqlType> type =
        Types.ours(expression.dataType()).filter(t -> t.isExact() || t.isTemporal());
    Optional<Interval> interval = Optional.empty();
    if (type.isEmpty()) {
      others(expression);
    } else {
      interval = raw(expression, type.get()).flatMap(raw -> fit(expression, type.get(), raw));
    }
    scope.known.put(expression, interval);
    return interval;
  }

  /**
   * Looks at an aggregate within the source.
   *
   * @param rows most rows of a group
   * @param grouped whether there is a row in each group
   */
  void aggregate(AggregateExpression aggregate, BigDecimal rows, boolean grouped) {
    Trees.optional(aggregate.filter()).ifPresent(this::of);
    Expression function = (Expression) aggregate.aggregateFunction();
    List<Optional<Interval>> parts = Trees.children(function).stream().map(this::of).toList();
    Optional<SqlType> type =
        Types.ours(aggregate.dataType()).filter(t -> t.isExact() || t.isTemporal());
    boolean always = grouped && aggregate.filter().isEmpty();
    Optional<Interval> interval =
        type.isPresent()
            ? AggregateRules.of(function, parts, rows, always)
                .flatMap(raw -> fit(aggregate, type.get(), raw))
            : Optional.empty();
    aggregates.put(aggregate, interval);
  }

  /** Conditions, texts and the like hold numbers too, and sub-queries. */
  private void others(Expression expression) {
    if (expression instanceof CaseWhen || expression instanceof If) {
      conditions(expression).forEach(b -> within(expression, b, () -> of(b.value())));
      return;
    }
    if (expression instanceof SubqueryExpression query) {
      extents.walk(query.plan());
    }
    Trees.children(expression).forEach(this::of);
  }

  private Optional<Interval> fit(Expression expression, SqlType type, Interval interval) {
    Interval rounded = type.isDecimal() ? interval.rounded(type.scale()) : interval.outwards(0);
    Interval limits = limits(type);
    if (limits.covers(rounded)) {
      return Optional.of(assumptions.narrowed(expression, rounded).outwards(type.scale()));
    }
    if (isTrying(expression)) {
      return Optional.of(rounded.within(limits));
    }
    if (type.isTemporal()) {
      problems.at(
          expression,
          "a " + type + " could leave the calendar",
          "with the declared bounds it can lie some hundred thousand years away",
          "narrow the bounds of the columns");
      return Optional.empty();
    }
    problems.at(
        expression,
        "a value could overflow " + type,
        "with the declared bounds it can reach "
            + rounded.magnitude().stripTrailingZeros().toPlainString(),
        "narrow the bounds of the columns, or cast to a wider type first");
    return Optional.empty();
  }

  /** Whether it gives NULL instead of failing. */
  static boolean isTrying(Expression expression) {
    Object mode =
        expression instanceof BinaryArithmetic arithmetic
            ? arithmetic.evalMode()
            : expression instanceof Cast cast ? cast.evalMode() : null;
    return EvalMode$.MODULE$.TRY().equals(mode);
  }

  private Optional<Interval> raw(Expression expression, SqlType type) {
    if (expression instanceof Attribute attribute) {
      return Optional.of(extents.of(attribute).interval().orElse(limits(type)));
    } else if (expression instanceof OuterReference outer) {
      return Optional.of(extents.outer(outer.e().toAttribute(), limits(type)));
    } else if (expression instanceof Literal literal) {
      return Optional.of(literal(literal));
    } else if (expression instanceof ScalarSubquery query) {
      others(query);
      Attribute only = query.plan().output().head();
      return Optional.of(extents.of(only).interval().orElse(limits(type)));
    } else if (expression instanceof CaseWhen
        || expression instanceof If
        || expression instanceof Coalesce) {
      return choice(expression);
    }
    return type.isTemporal()
        ? calendar.temporal(expression, type)
        : numbers.of(expression, type).or(() -> calendar.field(expression, type));
  }

  /** Everything a type can hold. */
  static Interval limits(SqlType type) {
    if (type.isTemporal()) {
      return CalendarRules.limits(type);
    }
    BigDecimal limit = type.limit();
    return new Interval(limit.negate(), type.isInteger() ? limit.subtract(BigDecimal.ONE) : limit);
  }

  private static Interval literal(Literal literal) {
    Object value = literal.value();
    if (value == null) {
      return Interval.ZERO;
    }
    return Interval.point(
        value instanceof Decimal decimal
            ? decimal.toJavaBigDecimal()
            : new BigDecimal(value.toString()));
  }

  private Optional<Interval> choice(Expression expression) {
    Interval all = null;
    boolean good = true;
    for (Choice.Branch branch : conditions(expression)) {
      if (!isNull(branch.value())) {
        Optional<Interval> one = within(expression, branch, () -> of(branch.value()));
        good &= one.isPresent();
        all = all == null || one.isEmpty() ? one.orElse(all) : all.union(one.get());
      }
    }
    return good ? Optional.of(all == null ? Interval.ZERO : all) : Optional.empty();
  }

  /** The branches of a choice, whose conditions are looked at for their own sake. */
  private List<Choice.Branch> conditions(Expression expression) {
    List<Choice.Branch> branches = Choice.branches(expression);
    for (Choice.Branch branch : branches) {
      branch
          .condition()
          .ifPresent(
              own -> {
                Choice.Branch before = branch.withoutCondition();
                Optional<Interval> unused = within(own, before, () -> of(own));
              });
    }
    return branches;
  }

  /** Does something where a branch's conditions hold. */
  <T> T within(Expression parent, Choice.Branch branch, Supplier<T> work) {
    Scope outer = scope;
    scope = outer.inner(parent, branch);
    assumptions.add(branch);
    try {
      return work.get();
    } finally {
      assumptions.remove();
      scope = outer;
    }
  }

  static boolean isNull(Expression expression) {
    return expression instanceof Literal literal
        ? literal.value() == null
        : expression instanceof Cast cast && isNull(cast.child());
  }

  /** Whether a number that is not NULL cannot be zero. */
  boolean excludesZero(Expression expression) {
    Optional<Interval> interval = of(expression);
    if (interval.isEmpty() || !interval.get().contains(BigDecimal.ZERO)) {
      return true;
    }
    if (assumptions.isNotZero(expression)) {
      return true;
    }
    if (expression instanceof Cast || expression instanceof UnaryMinus) {
      Expression child = Trees.children(expression).get(0);
      Optional<SqlType> from = Types.ours(child.dataType()).filter(SqlType::isExact);
      Optional<SqlType> to = Types.ours(expression.dataType()).filter(SqlType::isExact);
      return from.isPresent()
          && to.isPresent()
          && from.get().scale() <= to.get().scale()
          && excludesZero(child);
    }
    return (expression instanceof CaseWhen
            || expression instanceof If
            || expression instanceof Coalesce)
        && Choice.branches(expression).stream()
            .allMatch(
                b -> isNull(b.value()) || within(expression, b, () -> excludesZero(b.value())));
  }

  /** What was found under the same assumptions. */
  private static final class Scope {
    private final IdentityHashMap<Expression, Optional<Interval>> known = new IdentityHashMap<>();
    private final IdentityHashMap<Expression, Map<Integer, Scope>> inner = new IdentityHashMap<>();

    Scope inner(Expression parent, Choice.Branch branch) {
      return inner
          .computeIfAbsent(parent, p -> new HashMap<>())
          .computeIfAbsent(branch.index(), i -> new Scope());
    }
  }
}
