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
    return single(statistic, type, scale, List.of(BigInteger.ZERO, BigInteger.ZERO));
  }

  /** The same with the centres of x and y. */
  public static CompiledJob single(
      Statistic statistic, SqlType type, int scale, List<BigInteger> centres) {
    List<Cell> cells = new ArrayList<>();
    for (String moment : statistic.moments()) {
      List<Integer> factors = moment.chars().mapToObj(c -> c == 'x' ? 0 : 1).sorted().toList();
      cells.add(new Cell(Cell.Kind.SUM, factors, List.of(), WIDE));
    }
    List<Integer> all = IntStream.range(0, cells.size()).boxed().toList();
    BigDecimal most = new BigDecimal(BigInteger.TEN.pow(37), scale);
    List<Measure> measures =
        centres.stream()
            .map(
                centre ->
                    new Measure(
                        "x", SqlType.decimal(38, scale), most.negate(), most, false, centre))
            .toList();
    return job(
        List.of(),
        measures,
        List.of(new Section(List.of(), Optional.empty(), cells)),
        List.of(new Output("x", new CellExpression.Moments(statistic, type, all))));
  }

  /** One order statistic without groups; the cells are the rows, then the bins. */
  public static CompiledJob ordered(
      OrderStatistic statistic, SqlType type, Bins bins, Optional<BigDecimal> fraction) {
    List<Cell> rows = List.of(Cell.rows(WIDE));
    return job(
        List.of(),
        List.of(),
        List.of(
            new Section(List.of(), Optional.empty(), rows),
            new Section(List.of(), Optional.of(new Section.Axis("x", bins)), rows)),
        List.of(new Output("x", new CellExpression.Ordered(statistic, type, 1, fraction))));
  }

  /** Rows, then distinct subjects. */
  public static CompiledJob subjects() {
    Cell subjects = new Cell(Cell.Kind.DISTINCT, List.of(0), List.of(), WIDE);
    return job(
        List.of(),
        List.of(
            new Measure("x", SqlType.INT, BigDecimal.ZERO, BigDecimal.TEN, false, BigInteger.ZERO)),
        List.of(
            new Section(List.of(), Optional.empty(), List.of(Cell.rows(WIDE))),
            new Section(List.of(), Optional.empty(), List.of(subjects))),
        List.of(new Output("x", new CellExpression.DistinctCount(0))));
  }

  /** Groups a, b, other and NULL; cells are count and sum. */
  public static CompiledJob grouped() {
    BigInteger bound = BigInteger.valueOf(1000);
    Domain domain = new Domain(SqlType.STRING, List.of("a", "b"), Optional.of("other"));
    return job(
        List.of(new Dimension("g", "g", domain, true)),
        List.of(
            new Measure("x", SqlType.INT, BigDecimal.ZERO, BigDecimal.TEN, false, BigInteger.ZERO)),
        List.of(
            new Section(
                List.of(0),
                Optional.empty(),
                List.of(Cell.rows(bound), new Cell(Cell.Kind.SUM, List.of(0), List.of(), bound)))),
        List.of(
            new Output("g", new CellExpression.DimensionValue(SqlType.STRING, 0)),
            new Output("n", new CellExpression.Count(0)),
            new Output(
                "s", new CellExpression.Moments(Statistic.SUM, SqlType.BIGINT, List.of(0, 1)))));
  }

  /** Counts rows. */
  static CompiledJob reading(List<JobDefinition.Input> inputs) {
    return with(
        inputs,
        List.of(),
        List.of(List.of()),
        List.of(),
        List.of(new Section(List.of(), Optional.empty(), List.of(Cell.rows(BigInteger.TEN)))),
        List.of(new Output("n", new CellExpression.Count(0))),
        Optional.empty());
  }

  private static CompiledJob job(
      List<Dimension> dimensions,
      List<Measure> measures,
      List<Section> sections,
      List<Output> outputs) {
    List<Integer> all = IntStream.range(0, dimensions.size()).boxed().toList();
    return with(List.of(), dimensions, List.of(all), measures, sections, outputs, Optional.empty());
  }

  /** Over grouping sets, with release rules; noise is what they ask for. */
  public static CompiledJob released(
      List<Dimension> dimensions,
      List<List<Integer>> sets,
      List<Measure> measures,
      List<Section> sections,
      List<Output> outputs,
      Optional<Release> release) {
    return with(List.of(), dimensions, sets, measures, sections, outputs, release);
  }

  private static CompiledJob with(
      List<JobDefinition.Input> inputs,
      List<Dimension> dimensions,
      List<List<Integer>> sets,
      List<Measure> measures,
      List<Section> sections,
      List<Output> outputs,
      Optional<Release> release) {
    return new CompiledJob(
        "sample",
        "00",
        inputs,
        List.of(),
        List.of("read t"),
        dimensions,
        sets,
        !dimensions.isEmpty(),
        measures,
        sections,
        Answering.of(outputs),
        release,
        release.flatMap(rules -> noise(rules, dimensions, measures, sections)),
        new JobDefinition.Repositories(JobDefinition.Repositories.Rule.ALL, 2, 10),
        new JobDefinition.Limits(100_000, 60, 1000),
        256);
  }

  private static Optional<CellNoise> noise(
      Release release, List<Dimension> dimensions, List<Measure> measures, List<Section> sections) {
    if (!(release instanceof Release.Noised rules)) {
      return Optional.empty();
    }
    int groups =
        dimensions.stream()
            .mapToInt(each -> each.domain().values().size())
            .reduce(1, Math::multiplyExact);
    return CellNoise.of(rules, measures, sections.get(0).cells(), groups);
  }
}
