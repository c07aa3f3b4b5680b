package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Column;
import io.tributary.protocol.job.JobDefinition.Parameter;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Abs;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Nvl;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnaryPositive;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.Decimal;

/**
 * Interval arithmetic over resolved expressions, from the declared bounds of columns and the
 * domains of parameters. It proves that no value overflows its Spark type and that nothing divides
 * by zero, so that a query cannot fail on some rows and not on others.
 */
final class Ranges {
  private static final Map<String, Interval> CALENDAR =
      Map.of(
          "Month", Interval.of(1, 12),
          "Quarter", Interval.of(1, 4),
          "DayOfMonth", Interval.of(1, 31),
          "DayOfWeek", Interval.of(1, 7),
          "WeekDay", Interval.of(0, 6),
          "Length", Interval.of(0, Integer.MAX_VALUE));

  private final JobDefinition job;
  private final JobDefinition.Input input;
  private final Problems problems;

  Ranges(JobDefinition job, JobDefinition.Input input, Problems problems) {
    this.job = job;
    this.input = input;
    this.problems = problems;
  }

  /** The values an exact number can take; empty after a problem or for other types. */
  Optional<Interval> of(Expression expression) {
    Optional<SqlType> type = Types.ours(expression.dataType());
    if (type.isEmpty() || !type.get().isExact()) {
      Trees.children(expression).forEach(this::of);
      return Optional.empty();
    }
    Optional<Interval> raw = raw(expression, type.get());
    return raw.flatMap(interval -> fit(expression, type.get(), interval));
  }

  private Optional<Interval> fit(Expression expression, SqlType type, Interval interval) {
    Interval rounded = interval.rounded(type.scale());
    if (type.holds(rounded.lower()) && type.holds(rounded.upper())) {
      return Optional.of(rounded);
    }
    problems.at(
        expression,
        "a value could overflow " + type,
        "with the declared bounds it can reach "
            + rounded.magnitude().stripTrailingZeros().toPlainString(),
        "narrow the bounds of the columns, or cast to a wider type first");
    return Optional.empty();
  }

  private Optional<Interval> raw(Expression expression, SqlType type) {
    if (expression instanceof AttributeReference attribute) {
      return attribute(attribute, type);
    }
    if (expression instanceof Literal literal) {
      return Optional.of(literal(literal));
    }
    if (expression instanceof Cast cast) {
      return cast(cast);
    }
    if (expression instanceof Divide || expression instanceof Remainder) {
      return quotient(expression, type);
    }
    if (expression instanceof CaseWhen
        || expression instanceof If
        || expression instanceof Coalesce
        || expression instanceof Nvl) {
      return branches(expression);
    }
    return arithmetic(expression);
  }

  private Optional<Interval> arithmetic(Expression expression) {
    List<Optional<Interval>> parts = new ArrayList<>();
    Trees.children(expression).forEach(child -> parts.add(of(child)));
    Interval known = CALENDAR.get(expression.getClass().getSimpleName());
    if (known != null) {
      return Optional.of(known);
    }
    if (parts.isEmpty() || parts.stream().anyMatch(Optional::isEmpty)) {
      return unknown(expression, parts);
    }
    Interval first = parts.get(0).get();
    Interval last = parts.get(parts.size() - 1).get();
    if (expression instanceof Add) {
      return Optional.of(first.plus(last));
    } else if (expression instanceof Subtract) {
      return Optional.of(first.plus(last.negate()));
    } else if (expression instanceof Multiply) {
      return Optional.of(first.times(last));
    } else if (expression instanceof UnaryMinus) {
      return Optional.of(first.negate());
    } else if (expression instanceof UnaryPositive) {
      return Optional.of(first);
    } else if (expression instanceof Abs) {
      return Optional.of(first.abs());
    }
    return unknown(expression, List.of());
  }

  /** Parts without an interval have their own problem already. */
  private Optional<Interval> unknown(Expression expression, List<Optional<Interval>> parts) {
    SqlType type = Types.ours(expression.dataType()).orElseThrow();
    if (parts.isEmpty() && type.isInteger()) {
      return Optional.of(limits(type));
    }
    return Optional.empty();
  }

  private static Interval limits(SqlType type) {
    BigDecimal limit = type.limit();
    return new Interval(limit.negate(), type.isInteger() ? limit.subtract(BigDecimal.ONE) : limit);
  }

  private Optional<Interval> attribute(AttributeReference attribute, SqlType type) {
    if (attribute.name().startsWith(Resolver.PARAMETER_PREFIX)) {
      String name = attribute.name().substring(Resolver.PARAMETER_PREFIX.length());
      return job.parameters().stream()
          .filter(p -> p.name().equals(name))
          .findFirst()
          .map(p -> parameter(p, type));
    }
    return Optional.of(
        input
            .column(attribute.name())
            .flatMap(Column::bounds)
            .map(b -> new Interval(b.lower(), b.upper()))
            .orElse(limits(type)));
  }

  private static Interval parameter(Parameter parameter, SqlType type) {
    if (parameter.range().isPresent()) {
      return new Interval(
          number(parameter.range().get().lower()), number(parameter.range().get().upper()));
    }
    return parameter.values().stream()
        .map(v -> Interval.point(number(v)))
        .reduce(Interval::union)
        .orElse(limits(type));
  }

  private static BigDecimal number(Object value) {
    return new BigDecimal(value.toString());
  }

  private static Interval literal(Literal literal) {
    if (literal.value() == null) {
      return Interval.ZERO;
    }
    Object value = literal.value();
    return Interval.point(
        value instanceof Decimal decimal ? decimal.toJavaBigDecimal() : number(value));
  }

  private Optional<Interval> cast(Cast cast) {
    Optional<Interval> child = of(cast.child());
    if (cast.child().dataType() instanceof BooleanType) {
      return Optional.of(Interval.of(0, 1));
    }
    if (child.isEmpty()
        && Types.ours(cast.child().dataType()).filter(SqlType::isExact).isEmpty()
        && !cast.foldable()) {
      problems.at(
          cast,
          "a cast from " + cast.child().dataType().sql() + " to a number is not allowed",
          "it fails on some values and not on others",
          "declare the column as a number in job.yaml");
    }
    return child;
  }

  private Optional<Interval> quotient(Expression expression, SqlType type) {
    Optional<Interval> left = of(Trees.children(expression).get(0));
    Optional<Interval> right = of(Trees.children(expression).get(1));
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    if (right.get().contains(BigDecimal.ZERO)) {
      problems.at(
          expression,
          "this could divide by zero",
          "the declared bounds of the divisor include zero",
          "give the divisor bounds without zero, or divide the aggregates instead");
      return Optional.empty();
    }
    if (expression instanceof Remainder) {
      BigDecimal most = right.get().magnitude();
      return Optional.of(new Interval(most.negate(), most));
    }
    return Optional.of(left.get().over(right.get(), type.scale()));
  }

  /** The union of what the branches can give; conditions are checked for their own sake. */
  private Optional<Interval> branches(Expression expression) {
    List<Expression> values = new ArrayList<>();
    if (expression instanceof CaseWhen when) {
      Trees.list(when.branches())
          .forEach(
              b -> {
                of(b._1());
                values.add(b._2());
              });
      Trees.optional(when.elseValue()).ifPresent(values::add);
    } else if (expression instanceof If choice) {
      of(choice.predicate());
      values.addAll(List.of(choice.trueValue(), choice.falseValue()));
    } else {
      values.addAll(Trees.children(expression));
    }
    Optional<Interval> all = Optional.empty();
    for (Expression value : values) {
      Optional<Interval> one = of(value);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all = Optional.of(all.map(a -> a.union(one.get())).orElse(one.get()));
    }
    return all;
  }
}
