package io.tributary.jobspark;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import scala.Tuple2;

/**
 * The aggregated expressions of a query and the cells of their moments, each once, with the proof
 * that none overflows.
 */
final class Measures {
  private static final BigInteger LIMIT = BigInteger.TWO.pow(CompiledJob.MAX_BITS);

  /** A cell before its bound is proven. */
  private record Moment(List<Integer> factors, List<Integer> present) {}

  private final JobDefinition job;
  private final Ranges ranges;
  private final Exactness exactness;
  private final Problems problems;
  private final BigInteger rows;
  private final List<Expression> expressions = new ArrayList<>();
  private final List<Moment> moments = new ArrayList<>();
  private final List<Integer> subjects = new ArrayList<>();
  private final Set<Integer> uncentred = new HashSet<>();
  private final Set<Moment> supports = new HashSet<>();
  private final Set<Integer> subjectSupports = new HashSet<>();
  private Optional<Expression> subject = Optional.empty();

  Measures(JobDefinition job, Ranges ranges, Exactness exactness, Problems problems) {
    this.job = job;
    this.ranges = ranges;
    this.exactness = exactness;
    this.problems = problems;
    this.rows =
        BigInteger.valueOf(job.limits().rows())
            .multiply(BigInteger.valueOf(job.repositories().maximum()));
    moments.add(new Moment(List.of(), List.of()));
  }

  List<Expression> expressions() {
    return expressions;
  }

  /** The cell that counts rows where no expression is NULL. */
  int count(List<Expression> present) {
    present.forEach(exactness::check);
    return cell(List.of(), nullable(present));
  }

  /**
   * The cell that adds up the product of some expressions; -1 after a problem.
   *
   * @param factors at least one
   * @param present further expressions that must not be NULL
   */
  int sum(List<Expression> factors, List<Expression> present) {
    for (Expression factor : factors) {
      boolean exact = Types.ours(factor.dataType()).filter(SqlType::isExact).isPresent();
      exactness.check(factor);
      if (!exact) {
        notExact(factor);
      }
      if (!exact || !bounded(factor) || ranges.of(factor).isEmpty()) {
        return -1;
      }
    }
    present.forEach(exactness::check);
    List<Integer> indices = factors.stream().map(this::measure).sorted().toList();
    return cell(indices, nullable(present).stream().filter(p -> !indices.contains(p)).toList());
  }

  /** The index of an expression among the measures. */
  int index(Expression expression) {
    exactness.check(expression);
    return measure(expression);
  }

  /** Leaves an expression as it is, however large its powers: some of its products are zero. */
  void uncentred(Expression expression) {
    uncentred.add(measure(expression));
  }

  private void notExact(Expression factor) {
    problems.at(
        factor,
        "'" + Text.of(factor) + "' is added up but is not an exact number",
        "sums are of integers and decimals",
        "declare the column as a number in job.yaml, or cast to decimal(precision, scale)");
  }

  /** The cell of distinct subjects; empty after a problem. */
  Optional<Integer> subjects(Expression subject) {
    int measure = measure(subject);
    if (!subjects.contains(measure)) {
      subjects.add(measure);
    }
    return Optional.of(subjects.indexOf(measure));
  }

  /** Subjects are counted, where the release rules name them, instead of rows. */
  void countSubjects(Expression column) {
    int unused = subjects(column).orElseThrow();
    subject = Optional.of(column);
  }

  /** Counts the rows, or their subjects, where no expression is NULL, as a support of its group. */
  void support(List<Expression> present) {
    List<Expression> missing = present.stream().filter(Expression::nullable).toList();
    missing.forEach(exactness::check);
    if (missing.isEmpty()) {
      return;
    }
    if (subject.isEmpty()) {
      supports.add(moments.get(cell(List.of(), nullable(missing))));
      return;
    }
    Expression all =
        missing.stream().<Expression>map(IsNotNull::new).reduce(And::new).orElseThrow();
    Expression counted =
        Longs.when(
            List.of(new Tuple2<>(all, subject.get())),
            Trees.literal(null, subject.get().dataType()));
    subjectSupports.add(subjects(counted).orElseThrow());
  }

  /** Every sum of values that can be missing rests on the rows that have them. */
  void supportSums() {
    for (Moment moment : List.copyOf(moments)) {
      if (!moment.factors().isEmpty()) {
        boolean complete = job.model().isPresent() && !moment.present().isEmpty();
        Set<Integer> needed = new TreeSet<>(moment.present());
        needed.addAll(complete ? List.of() : moment.factors());
        support(needed.stream().map(expressions::get).toList());
      }
    }
  }

  private List<Integer> nullable(List<Expression> expressions) {
    return expressions.stream()
        .filter(Expression::nullable)
        .map(this::measure)
        .distinct()
        .sorted()
        .toList();
  }

  private int measure(Expression expression) {
    for (int i = 0; i < expressions.size(); i++) {
      if (expressions.get(i).semanticEquals(expression)) {
        return i;
      }
    }
    expressions.add(expression);
    return expressions.size() - 1;
  }

  private int cell(List<Integer> factors, List<Integer> present) {
    Moment moment = new Moment(factors, present);
    if (!moments.contains(moment)) {
      moments.add(moment);
    }
    return moments.indexOf(moment);
  }

  /** The expressions with their proven ranges, centred where powers of them would be too large. */
  List<Measure> measures() {
    return IntStream.range(0, expressions.size()).mapToObj(this::proven).toList();
  }

  private Measure proven(int index) {
    Expression expression = expressions.get(index);
    boolean summed = moments.stream().anyMatch(m -> m.factors().contains(index));
    SqlType type = Types.ours(expression.dataType()).orElse(SqlType.STRING);
    Interval interval =
        summed
            ? ranges.of(expression).orElse(Interval.ZERO)
            : new Interval(BigDecimal.ZERO, BigDecimal.ZERO);
    Measure raw =
        new Measure(
            Text.of(expression),
            type,
            interval.lower(),
            interval.upper(),
            expression.nullable(),
            BigInteger.ZERO);
    boolean centred = summed && !uncentred.contains(index) && isTooLarge(index);
    return centred ? centred(raw) : raw;
  }

  /** Whether some power or product of the raw values would not fit. */
  private boolean isTooLarge(int index) {
    return moments.stream()
        .filter(m -> m.factors().size() > 1 && m.factors().contains(index))
        .anyMatch(m -> isTooLarge(m.factors()));
  }

  private boolean isTooLarge(List<Integer> factors) {
    BigInteger product = rows;
    boolean wide = false;
    for (int factor : factors) {
      Expression expression = expressions.get(factor);
      int scale = Types.ours(expression.dataType()).map(SqlType::scale).orElse(0);
      BigDecimal most = ranges.of(expression).map(Interval::magnitude).orElse(BigDecimal.ZERO);
      BigInteger magnitude = most.movePointRight(scale).toBigInteger();
      wide |= magnitude.bitLength() >= Long.SIZE;
      product = product.multiply(magnitude);
    }
    return wide || product.compareTo(LIMIT) >= 0;
  }

  private static Measure centred(Measure raw) {
    BigInteger middle =
        raw.lower()
            .add(raw.upper())
            .movePointRight(raw.scale())
            .divide(BigDecimal.valueOf(2), 0, RoundingMode.FLOOR)
            .toBigInteger();
    return new Measure(
        raw.expression(), raw.type(), raw.lower(), raw.upper(), raw.nullable(), middle);
  }

  /** The cells of a group, with their bounds. */
  List<Cell> cells(List<Measure> measures) {
    return moments.stream().map(moment -> cell(moment, measures)).toList();
  }

  private Cell cell(Moment moment, List<Measure> measures) {
    BigInteger bound = rows;
    for (int factor : moment.factors()) {
      bound = bound.multiply(measures.get(factor).magnitude());
    }
    boolean wide =
        moment.factors().size() > 1
            && moment.factors().stream()
                .anyMatch(f -> measures.get(f).magnitude().bitLength() >= Long.SIZE);
    if (wide || bound.compareTo(LIMIT) >= 0) {
      tooLarge(moment, bound);
      bound = BigInteger.ZERO;
    }
    return new Cell(
        Cell.Kind.SUM, moment.factors(), moment.present(), bound, supports.contains(moment));
  }

  /** The cells of distinct subjects. */
  List<Cell> subjectCells() {
    return IntStream.range(0, subjects.size()).mapToObj(this::subjectCell).toList();
  }

  private Cell subjectCell(int index) {
    boolean support = subjectSupports.contains(index);
    return new Cell(Cell.Kind.DISTINCT, List.of(subjects.get(index)), List.of(), rows, support);
  }

  private void tooLarge(Moment moment, BigInteger bound) {
    String what =
        switch (moment.factors().size()) {
          case 1 -> "its sum";
          case 2 -> "the sum of its squares or products";
          default -> "the sum of its powers";
        };
    problems.at(
        expressions.get(moment.factors().get(0)),
        what + " could pass 120 bits",
        job.limits().rows()
            + " rows in each of "
            + job.repositories().maximum()
            + " repositories need "
            + bound.bitLength()
            + " bits",
        "narrow the bounds, lower limits.rows or repositories.maximum, or use fewer digits");
  }

  /** A column without bounds must not rule a sum. */
  private boolean bounded(Expression expression) {
    Optional<String> open = ranges.extents().openness().of(expression);
    open.ifPresent(
        column ->
            problems.at(
                expression,
                (column.isEmpty() ? "text" : "column " + column) + " is added up but has no bounds",
                "bounds keep one wrong value from ruling the answer, and prove that nothing"
                    + " overflows",
                column.isEmpty()
                    ? "put least(greatest(…, lowest), highest) around it"
                    : "add bounds: [lowest, highest] to the column in job.yaml"));
    return open.isEmpty();
  }
}
