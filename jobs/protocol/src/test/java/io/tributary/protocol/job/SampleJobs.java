package io.tributary.protocol.job;

import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.CompiledJob.Output;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compiled jobs made by hand. */
public final class SampleJobs {
  private static final BigInteger WIDE = BigInteger.TWO.pow(119);

  private SampleJobs() {}

  /** One statistic without groups; the cells are its moments in order. */
  public static CompiledJob single(Statistic statistic, SqlType type, int scale) {
    List<Cell> cells = new ArrayList<>();
    for (String moment : statistic.moments()) {
      List<Integer> factors = moment.chars().mapToObj(c -> c == 'x' ? 0 : 1).sorted().toList();
      cells.add(new Cell(Cell.Kind.SUM, factors, List.of(), WIDE));
    }
    List<Integer> all = IntStream.range(0, cells.size()).boxed().toList();
    return job(
        List.of(),
        SqlType.decimal(38, scale),
        cells,
        List.of(new Output("x", new CellExpression.Moments(statistic, type, all))));
  }

  /** Groups a, b, other and NULL; cells are count and sum. */
  public static CompiledJob grouped() {
    BigInteger bound = BigInteger.valueOf(1000);
    Domain domain = new Domain(SqlType.STRING, List.of("a", "b"), Optional.of("other"));
    return job(
        List.of(new Dimension("g", "g", domain, true)),
        SqlType.INT,
        List.of(Cell.rows(bound), new Cell(Cell.Kind.SUM, List.of(0), List.of(), bound)),
        List.of(
            new Output("g", new CellExpression.DimensionValue(SqlType.STRING, 0)),
            new Output("n", new CellExpression.Count(0)),
            new Output(
                "s", new CellExpression.Moments(Statistic.SUM, SqlType.BIGINT, List.of(0, 1)))));
  }

  /** Counts rows. */
  static CompiledJob reading(List<JobDefinition.Input> inputs) {
    return new CompiledJob(
        "sample",
        "00",
        inputs,
        List.of(),
        List.of("read t"),
        List.of(),
        List.of(List.of()),
        false,
        List.of(),
        List.of(new Section(List.of(), Optional.empty(), List.of(Cell.rows(BigInteger.TEN)))),
        Answering.of(List.of(new Output("n", new CellExpression.Count(0)))),
        new JobDefinition.Repositories(JobDefinition.Repositories.Rule.ALL, 2, 10),
        new JobDefinition.Limits(100, 60, 1000),
        256);
  }

  private static CompiledJob job(
      List<Dimension> dimensions, SqlType measured, List<Cell> cells, List<Output> outputs) {
    List<Integer> all = IntStream.range(0, dimensions.size()).boxed().toList();
    Measure measure =
        new Measure("x", measured, BigDecimal.ZERO, BigDecimal.TEN, false, BigInteger.ZERO);
    return new CompiledJob(
        "sample",
        "00",
        List.of(),
        List.of(),
        List.of("read t"),
        dimensions,
        List.of(all),
        !dimensions.isEmpty(),
        List.of(measure, measure),
        List.of(new Section(all, Optional.empty(), cells)),
        Answering.of(outputs),
        new JobDefinition.Repositories(JobDefinition.Repositories.Rule.ALL, 2, 10),
        new JobDefinition.Limits(100, 60, 1000),
        256);
  }
}
