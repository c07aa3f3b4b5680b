package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.exact.Rational;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellExpression.Call;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.job.Operator;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** The value of an expression in one group. */
final class Interpreter {
  private final CompiledJob job;
  private final Group group;

  Interpreter(CompiledJob job, Group group) {
    this.job = job;
    this.group = group;
  }

  /** Whether a condition is true; NULL is not. */
  boolean holds(CellExpression condition) {
    return value(condition).filter(Boolean.TRUE::equals).isPresent();
  }

  /** The value; empty for NULL. What noisy or rounded cells leave undefined is NULL. */
  Optional<Object> value(CellExpression expression) {
    if (!job.isApproximate()) {
      return computed(expression);
    }
    try {
      return computed(expression);
    } catch (JobException e) {
      if (e.kind() != JobException.Kind.EVALUATION
          || expression instanceof CellExpression.Parameter) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<Object> computed(CellExpression expression) {
    if (expression instanceof Call call) {
      return call(call);
    }
    if (expression instanceof CellExpression.Literal literal) {
      return literal.value().map(text -> literal(literal.type(), text));
    }
    if (expression instanceof CellExpression.Parameter parameter) {
      throw new JobException(
          JobException.Kind.EVALUATION, "no value is given for parameter " + parameter.name());
    }
    if (expression instanceof CellExpression.DimensionValue value) {
      return dimension(value.dimension());
    }
    if (expression instanceof CellExpression.GroupingBits bits) {
      return Optional.of(Numbers.of(bits(bits.dimensions())));
    }
    if (expression instanceof CellExpression.Count count) {
      return Optional.of(Rational.of(group.sums().get(count.cell())));
    }
    if (expression instanceof CellExpression.DistinctCount count) {
      return Optional.of(Rational.of(group.subjects().get(count.cell())));
    }
    if (expression instanceof CellExpression.Moments moments) {
      return new Moments(job, group, moments).value().map(v -> v);
    }
    return ordered((CellExpression.Ordered) expression);
  }

  private static Object literal(SqlType type, String text) {
    return type.kind() == SqlType.Kind.DOUBLE
        ? Rational.of(new BigDecimal(text))
        : Values.exact(type.read(text));
  }

  private Optional<Object> dimension(int index) {
    return group
        .slots()
        .get(index)
        .flatMap(slot -> Optional.ofNullable(job.dimensions().get(index).value(slot)))
        .map(Values::exact);
  }

  private long bits(List<Integer> dimensions) {
    long bits = 0;
    for (int dimension : dimensions) {
      int bit = group.slots().get(dimension).isPresent() ? 0 : 1;
      bits = 2 * bits + bit;
    }
    return bits;
  }

  private Optional<Object> ordered(CellExpression.Ordered ordered) {
    Section section = job.sections().get(ordered.section());
    Rational fraction = ordered.fraction().map(Rational::of).orElse(Rational.ZERO);
    return new Quantiles(section.axis().orElseThrow().bins(), group.bins().get(ordered.section()))
        .value(ordered.statistic(), fraction);
  }

  /** Operators that do not need all of their arguments come first. */
  private Optional<Object> call(Call call) {
    List<CellExpression> arguments = call.arguments();
    SqlType type = arguments.get(0).type();
    return switch (call.operator()) {
      case IF -> value(arguments.get(holds(arguments.get(0)) ? 1 : 2));
      case COALESCE -> arguments.stream().map(this::value).flatMap(Optional::stream).findFirst();
      case AND -> logic(arguments, false);
      case OR -> logic(arguments, true);
      case IS_NULL -> Optional.of(value(arguments.get(0)).isEmpty());
      case SAME -> Optional.of(same(type, value(arguments.get(0)), value(arguments.get(1))));
      case GREATEST -> chosen(arguments, (a, b) -> Values.compare(type, a, b) >= 0 ? a : b);
      case LEAST -> chosen(arguments, (a, b) -> Values.compare(type, a, b) <= 0 ? a : b);
      default -> strict(call);
    };
  }

  /** Three-valued: one deciding value decides, else NULL if there is one. */
  private Optional<Object> logic(List<CellExpression> arguments, boolean deciding) {
    boolean unknown = false;
    for (CellExpression argument : arguments) {
      Optional<Object> value = value(argument);
      if (value.isPresent() && value.get().equals(deciding)) {
        return Optional.of(deciding);
      }
      unknown |= value.isEmpty();
    }
    return unknown ? Optional.empty() : Optional.of(!deciding);
  }

  private static boolean same(SqlType type, Optional<Object> a, Optional<Object> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty();
    }
    return Values.compare(type, a.get(), b.get()) == 0;
  }

  private Optional<Object> chosen(List<CellExpression> arguments, BinaryOperator<Object> choice) {
    return arguments.stream().map(this::value).flatMap(Optional::stream).reduce(choice);
  }

  private Optional<Object> strict(Call call) {
    Optional<Object> first = value(call.arguments().get(0));
    if (call.arguments().size() == 1) {
      SqlType from = call.arguments().get(0).type();
      return first.flatMap(a -> Functions.unary(call.operator(), call.type(), from, a));
    }
    Optional<Object> second = value(call.arguments().get(1));
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    SqlType from = call.arguments().get(0).type();
    return isComparison(call.operator())
        ? Optional.of(compared(call.operator(), Values.compare(from, first.get(), second.get())))
        : Functions.binary(
            call.operator(), call.type(), from, (Rational) first.get(), (Rational) second.get());
  }

  private static boolean isComparison(Operator operator) {
    return operator == Operator.EQUAL
        || operator == Operator.LESS
        || operator == Operator.LESS_OR_EQUAL;
  }

  private static boolean compared(Operator operator, int order) {
    return switch (operator) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      default -> order <= 0;
    };
  }
}
