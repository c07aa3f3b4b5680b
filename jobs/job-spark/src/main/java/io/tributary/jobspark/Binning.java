package io.tributary.jobspark;

import io.tributary.protocol.job.Bins;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Scalars;
import io.tributary.protocol.job.Section.Axis;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * Bins of order statistics: declared in job.yaml, or one for each value where an exact number has
 * few.
 */
final class Binning {
  private static final BigInteger FEW = BigInteger.valueOf(1024);

  private final JobDefinition job;
  private final Ranges ranges;
  private final Exactness exactness;
  private final Problems problems;
  private final List<Expression> expressions = new ArrayList<>();
  private final List<Axis> axes = new ArrayList<>();
  private final Set<String> used = new HashSet<>();

  Binning(JobDefinition job, Ranges ranges, Exactness exactness, Problems problems) {
    this.job = job;
    this.ranges = ranges;
    this.exactness = exactness;
    this.problems = problems;
  }

  List<Expression> expressions() {
    return expressions;
  }

  List<Axis> axes() {
    return axes;
  }

  /** Names of declared bins that were used. */
  Set<String> used() {
    return used;
  }

  /**
   * The section of the layout that counts an expression's bins; sections of bins come after the
   * first.
   *
   * @param output name of the answer's column, if the aggregate is all of it
   */
  Optional<Integer> section(Expression expression, Optional<String> output) {
    exactness.check(expression);
    Optional<SqlType> type =
        Types.ours(expression.dataType()).filter(t -> t.kind() != SqlType.Kind.DOUBLE);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<JobDefinition.Bins> declared = declared(output).or(() -> declared(name(expression)));
    Optional<Bins> bins =
        declared.isPresent()
            ? declared(expression, type.get(), declared.get())
            : automatic(expression, type.get());
    return bins.map(b -> section(expression, b));
  }

  private int section(Expression expression, Bins bins) {
    for (int i = 0; i < expressions.size(); i++) {
      if (expressions.get(i).semanticEquals(expression) && axes.get(i).bins().equals(bins)) {
        return i + 1;
      }
    }
    expressions.add(expression);
    axes.add(new Axis(Text.of(expression), bins));
    return axes.size();
  }

  private Optional<JobDefinition.Bins> declared(Optional<String> name) {
    return job.bins().stream()
        .filter(b -> name.filter(b.name()::equalsIgnoreCase).isPresent())
        .findFirst();
  }

  /** The column an argument is, perhaps under FILTER. */
  private static Optional<String> name(Expression expression) {
    if (expression instanceof CaseWhen when && Trees.list(when.branches()).size() == 1) {
      return name(Trees.list(when.branches()).get(0)._2());
    }
    return expression instanceof AttributeReference attribute
        ? Optional.of(attribute.name())
        : Optional.empty();
  }

  private Optional<Bins> declared(Expression at, SqlType type, JobDefinition.Bins declared) {
    used.add(declared.name());
    try {
      return declared.range().isPresent()
          ? range(at, type, declared.range().get())
          : Optional.of(new Bins.Values(domain(type, declared)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return problem(
          at, declared.name(), e.getMessage() == null ? "a number is too large" : e.getMessage());
    }
  }

  private static Domain domain(SqlType type, JobDefinition.Bins declared) {
    List<Object> values = new ArrayList<>();
    declared.values().forEach(v -> values.add(Scalars.typed(type, v)));
    if (new HashSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException("a value is there twice");
    }
    if (declared.other().isEmpty()) {
      throw new IllegalArgumentException("they do not say where other values go; add other:");
    }
    return new Domain(type, values, declared.other().map(o -> Scalars.typed(type, o)));
  }

  private Optional<Bins> range(Expression at, SqlType type, JobDefinition.BinRange range) {
    BigInteger from = integer(type, range.from());
    BigInteger to = integer(type, range.to());
    BigInteger width =
        type.kind() == SqlType.Kind.DATE
            ? range.width().toBigIntegerExact()
            : range.width().movePointRight(type.scale()).toBigIntegerExact();
    if (width.signum() <= 0 || to.compareTo(from) < 0) {
      throw new IllegalArgumentException("width must be positive and from at most to");
    }
    BigInteger count = to.subtract(from).divide(width).add(BigInteger.ONE);
    if (count.compareTo(BigInteger.valueOf(job.limits().cells())) > 0) {
      throw new IllegalArgumentException(
          "they are " + count + " bins, the job allows " + job.limits().cells() + " cells");
    }
    if (!isShort(at, type, from, to) || width.bitLength() >= Long.SIZE) {
      throw new IllegalArgumentException(
          "the values need more than 18 digits; narrow the bounds or use fewer decimals");
    }
    return Optional.of(new Bins.Range(type, from, width, count.intValueExact()));
  }

  /** Bins are found by arithmetic on longs, differences of values and edges included. */
  private boolean isShort(Expression at, SqlType type, BigInteger from, BigInteger to) {
    boolean edges = Math.max(from.bitLength(), to.bitLength()) < Long.SIZE;
    if (!type.isExact()) {
      return edges;
    }
    Optional<Interval> interval = ranges.of(at);
    if (!edges || interval.isEmpty() || new Lowering(ranges).lower(at).isEmpty()) {
      return false;
    }
    BigInteger least = interval.get().lower().movePointRight(type.scale()).toBigInteger();
    BigInteger most = interval.get().upper().movePointRight(type.scale()).toBigInteger();
    return to.max(most).subtract(from.min(least)).bitLength() < Long.SIZE;
  }

  private static BigInteger integer(SqlType type, Object value) {
    Object typed = Scalars.typed(type, value);
    if (typed instanceof LocalDate date) {
      return BigInteger.valueOf(date.toEpochDay());
    }
    if (typed instanceof BigDecimal decimal) {
      return decimal.unscaledValue();
    }
    if (typed instanceof Long integer) {
      return BigInteger.valueOf(integer);
    }
    throw new IllegalArgumentException("a range is of numbers or dates; use values: for " + type);
  }

  private Optional<Bins> automatic(Expression at, SqlType type) {
    if (type.isExact()) {
      Optional<Interval> interval = ranges.of(at);
      if (interval.isEmpty()) {
        return Optional.empty();
      }
      BigInteger lower = interval.get().lower().movePointRight(type.scale()).toBigIntegerExact();
      BigInteger upper = interval.get().upper().movePointRight(type.scale()).toBigIntegerExact();
      BigInteger count = upper.subtract(lower).add(BigInteger.ONE);
      if (count.compareTo(FEW) <= 0 && isShort(at, type, lower, upper)) {
        return Optional.of(new Bins.Range(type, lower, BigInteger.ONE, count.intValueExact()));
      }
    }
    String name = name(at).orElse("its column of the answer");
    problems.at(
        at,
        "'" + Text.of(at) + "' has no bins",
        "minimum, maximum, median, percentiles and mode are found from counts of public bins",
        isTime(type)
            ? "take the date: min(CAST("
                + name
                + " AS date)) AS day, with bins: {day: {from: …, to:"
                + " …, width: 1}}"
            : type.isExact() || type.kind() == SqlType.Kind.DATE
                ? "declare bins: {" + name + ": {from: …, to: …, width: …}} in job.yaml"
                : "declare bins: {" + name + ": {values: […], other: …}} in job.yaml");
    return Optional.empty();
  }

  private static boolean isTime(SqlType type) {
    return type.isTemporal() && type.kind() != SqlType.Kind.DATE;
  }

  private Optional<Bins> problem(Expression at, String name, String why) {
    problems.at(at, "bins " + name + " do not fit", why, "correct them in job.yaml");
    return Optional.empty();
  }
}
