package io.tributary.protocol.job;

import io.tributary.protocol.job.CellExpression.Count;
import io.tributary.protocol.job.CellExpression.Moment;
import io.tributary.protocol.job.CompiledJob.Cell;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.CompiledJob.Output;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiled jobs made by hand. */
final class SampleJobs {
  private static final BigInteger WIDE = BigInteger.TWO.pow(119);

  private SampleJobs() {}

  /** One aggregate without groups; cells are count, sum and, where needed, squares. */
  static CompiledJob single(Moment.Kind kind, SqlType type, int scale) {
    List<Cell> cells =
        new ArrayList<>(
            List.of(new Cell(Cell.Kind.ROWS, -1, WIDE), new Cell(Cell.Kind.SUM, 0, WIDE)));
    if (kind.needsSquares()) {
      cells.add(new Cell(Cell.Kind.SQUARES, 0, WIDE));
    }
    Moment moment = new Moment(kind, type, 0, 1, kind.needsSquares() ? 2 : -1, scale);
    return job(
        List.of(),
        SqlType.decimal(38, scale),
        cells,
        List.of(new Output("x", type, -1, Optional.of(moment))));
  }

  /** Groups a, b, other and NULL; cells are count and sum. */
  static CompiledJob grouped() {
    BigInteger bound = BigInteger.valueOf(1000);
    return job(
        List.of(
            new Dimension("g", SqlType.STRING, "g", List.of("a", "b"), Optional.of("other"), true)),
        SqlType.INT,
        List.of(new Cell(Cell.Kind.ROWS, -1, bound), new Cell(Cell.Kind.SUM, 0, bound)),
        List.of(
            new Output("g", SqlType.STRING, 0, Optional.empty()),
            new Output("n", SqlType.BIGINT, -1, Optional.of(new Count(0))),
            new Output(
                "s",
                SqlType.BIGINT,
                -1,
                Optional.of(new Moment(Moment.Kind.SUM, SqlType.BIGINT, 0, 1, -1, 0)))));
  }

  /** Counts rows. */
  static CompiledJob reading(List<JobDefinition.Input> inputs) {
    return new CompiledJob(
        "sample",
        "00",
        inputs,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(new Cell(Cell.Kind.ROWS, -1, BigInteger.TEN)),
        List.of(new Output("n", SqlType.BIGINT, -1, Optional.of(new Count(0)))),
        false,
        new JobDefinition.Repositories(JobDefinition.Repositories.Rule.ALL, 2, 10),
        new JobDefinition.Limits(100, 60, 1000),
        256);
  }

  private static CompiledJob job(
      List<Dimension> dimensions, SqlType measured, List<Cell> cells, List<Output> outputs) {
    return new CompiledJob(
        "sample",
        "00",
        List.of(),
        List.of(),
        Optional.empty(),
        dimensions,
        List.of(new Measure("x", measured, BigDecimal.ZERO, BigDecimal.TEN, false)),
        cells,
        outputs,
        !dimensions.isEmpty(),
        new JobDefinition.Repositories(JobDefinition.Repositories.Rule.ALL, 2, 10),
        new JobDefinition.Limits(100, 60, 1000),
        256);
  }
}
