package io.tributary.protocol.job;

import io.tributary.protocol.job.CellExpression.Binary;
import io.tributary.protocol.job.CellExpression.Cast;
import io.tributary.protocol.job.CellExpression.Count;
import io.tributary.protocol.job.CellExpression.Literal;
import io.tributary.protocol.job.CellExpression.Moment;
import io.tributary.protocol.job.CellExpression.Negate;
import io.tributary.protocol.job.CompiledJob.Cell;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.CompiledJob.Output;
import java.util.List;

/** What every compiled job must satisfy, wherever it comes from. */
final class CompiledChecks {
  private final List<Cell> cells;
  private final List<Measure> measures;

  private CompiledChecks(List<Cell> cells, List<Measure> measures) {
    this.cells = cells;
    this.measures = measures;
  }

  static void check(
      List<Cell> cells, List<Measure> measures, List<Dimension> dimensions, List<Output> outputs) {
    CompiledChecks checks = new CompiledChecks(cells, measures);
    checks.cells();
    for (Output output : outputs) {
      boolean isDimension = output.value().isEmpty();
      require(
          isDimension
              ? output.dimension() >= 0 && output.dimension() < dimensions.size()
              : output.dimension() == -1,
          "an output is a dimension or a value");
      output.value().ifPresent(checks::expression);
    }
  }

  private void cells() {
    require(!cells.isEmpty() && cells.get(0).kind() == Cell.Kind.ROWS, "the row count comes first");
    for (Cell cell : cells) {
      boolean rows = cell.kind() == Cell.Kind.ROWS;
      require(
          rows ? cell.measure() == -1 : cell.measure() >= 0 && cell.measure() < measures.size(),
          "a cell names a measure");
      require(
          cell.bound().signum() >= 0 && cell.bound().bitLength() <= CompiledJob.MAX_BITS,
          "a cell could pass 120 bits");
    }
  }

  private void expression(CellExpression expression) {
    if (expression instanceof Count count) {
      require(isCount(count.cell()), "a count reads a count cell");
    } else if (expression instanceof Moment moment) {
      moment(moment);
    } else if (expression instanceof Literal literal) {
      Object unused = literal.type().read(literal.value());
    } else if (expression instanceof Binary binary) {
      expression(binary.left());
      expression(binary.right());
    } else if (expression instanceof Negate negate) {
      expression(negate.child());
    } else if (expression instanceof Cast cast) {
      expression(cast.child());
    }
  }

  private void moment(Moment moment) {
    require(isCount(moment.count()), "an aggregate reads a count cell");
    require(is(moment.sum(), Cell.Kind.SUM), "an aggregate reads a sum cell");
    require(
        moment.kind().needsSquares()
            ? is(moment.squares(), Cell.Kind.SQUARES)
            : moment.squares() == -1,
        "an aggregate reads squares only where it needs them");
    require(
        measures.get(cells.get(moment.sum()).measure()).scale() == moment.scale(),
        "an aggregate has its measure's scale");
  }

  private boolean isCount(int cell) {
    return is(cell, Cell.Kind.COUNT) || is(cell, Cell.Kind.ROWS);
  }

  private boolean is(int cell, Cell.Kind kind) {
    return cell >= 0 && cell < cells.size() && cells.get(cell).kind() == kind;
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new JobException(
          JobException.Kind.BAD_COMPILED,
          "the compiled job breaks a rule: " + rule + "; compile the job again");
    }
  }
}
