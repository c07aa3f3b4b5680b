package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Cell;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.AttributeReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;

/**
 * Collects the distinct aggregated expressions and the cells they need, and proves that no cell can
 * pass 120 bits over all rows of all repositories.
 */
final class Measures {
  private static final BigInteger LIMIT = BigInteger.TWO.pow(CompiledJob.MAX_BITS);

  private final JobDefinition job;
  private final JobDefinition.Input input;
  private final Ranges ranges;
  private final Exactness exactness;
  private final Problems problems;
  private final BigInteger rows;
  private final List<Expression> expressions = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();

  Measures(JobDefinition job, JobDefinition.Input input, Ranges ranges, Problems problems) {
    this.job = job;
    this.input = input;
    this.ranges = ranges;
    this.exactness = new Exactness(ranges, problems);
    this.problems = problems;
    this.rows =
        BigInteger.valueOf(job.limits().rows())
            .multiply(BigInteger.valueOf(job.repositories().maximum()));
    cells.add(new Cell(Cell.Kind.ROWS, -1, rows));
  }

  List<Expression> expressions() {
    return expressions;
  }

  List<Measure> measures() {
    return measures;
  }

  List<Cell> cells() {
    return cells;
  }

  /** The cell that counts rows where the expression is not NULL. */
  int count(Expression expression) {
    exactness.check(expression);
    boolean always = !expression.nullable();
    return always ? 0 : cell(Cell.Kind.COUNT, measure(expression), rows);
  }

  /** The cell that adds up the expression; -1 after a problem. */
  int sum(Expression expression) {
    return valued(expression, Cell.Kind.SUM);
  }

  /** The cell that adds up the squares; -1 after a problem. */
  int squares(Expression expression) {
    return valued(expression, Cell.Kind.SQUARES);
  }

  private int valued(Expression expression, Cell.Kind kind) {
    if (!bounded(expression)) {
      return -1;
    }
    int measure = measure(expression);
    Optional<Interval> interval = ranges.of(expression);
    if (interval.isEmpty()) {
      return -1;
    }
    Measure proven =
        new Measure(
            measures.get(measure).expression(),
            measures.get(measure).type(),
            interval.get().lower(),
            interval.get().upper(),
            expression.nullable());
    measures.set(measure, proven);
    BigInteger magnitude = proven.magnitude();
    BigInteger each = kind == Cell.Kind.SQUARES ? magnitude.multiply(magnitude) : magnitude;
    BigInteger bound = rows.multiply(each);
    if (bound.compareTo(LIMIT) >= 0) {
      tooLarge(expression, kind, bound);
      return -1;
    }
    return cell(kind, measure, bound);
  }

  private void tooLarge(Expression expression, Cell.Kind kind, BigInteger bound) {
    String what = kind == Cell.Kind.SQUARES ? "the sum of its squares" : "its sum";
    problems.at(
        expression,
        what + " could pass 120 bits",
        job.limits().rows()
            + " rows in each of "
            + job.repositories().maximum()
            + " repositories need "
            + bound.bitLength()
            + " bits",
        "narrow the bounds, lower limits.rows or repositories.maximum, or use fewer digits");
  }

  private int measure(Expression expression) {
    for (int i = 0; i < expressions.size(); i++) {
      if (expressions.get(i).semanticEquals(expression)) {
        return i;
      }
    }
    SqlType type = Types.ours(expression.dataType()).orElse(SqlType.STRING);
    expressions.add(expression);
    measures.add(
        new Measure(
            Text.of(expression), type, BigDecimal.ZERO, BigDecimal.ZERO, expression.nullable()));
    return expressions.size() - 1;
  }

  private int cell(Cell.Kind kind, int measure, BigInteger bound) {
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).kind() == kind && cells.get(i).measure() == measure) {
        return i;
      }
    }
    cells.add(new Cell(kind, measure, bound));
    return cells.size() - 1;
  }

  /** Every numeric column of a summed expression needs declared bounds. */
  private boolean bounded(Expression expression) {
    boolean good = true;
    if (expression instanceof AttributeReference attribute
        && Types.ours(attribute.dataType()).filter(SqlType::isExact).isPresent()
        && input.column(attribute.name()).filter(c -> c.bounds().isEmpty()).isPresent()) {
      problems.at(
          expression,
          "column " + attribute.name() + " is added up but has no bounds",
          "bounds keep one wrong value from ruling the answer, and prove that nothing overflows",
          "add bounds: [lowest, highest] to the column in job.yaml");
      good = false;
    }
    if (!(expression instanceof Literal)) {
      for (Expression child : Trees.children(expression)) {
        good &= bounded(child);
      }
    }
    return good;
  }
}
