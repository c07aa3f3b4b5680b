package io.tributary.testkit;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CellNoise;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Domain;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.Section;
import io.tributary.protocol.job.SqlType;
import io.tributary.protocol.job.Statistic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A small job: row count and sum of a column by a dimension with so many values. */
public final class SumJob {
  private SumJob() {}

  /**
   * The job's folder.
   *
   * @param groups values of the dimension; the layout has twice as many cells
   * @param blockSize cells in a block
   * @param minimum contributing organisations needed
   * @param rule {@code all} or {@code any}
   */
  public static JobPackage of(int groups, int blockSize, int minimum, String rule) {
    return of(groups, blockSize, minimum, rule, "{open: true, reason: \"made up\"}");
  }

  /**
   * The same, with release rules as job.yaml has them.
   *
   * @param release in one line
   */
  public static JobPackage of(int groups, int blockSize, int minimum, String rule, String release) {
    String values =
        IntStream.range(0, groups).mapToObj(i -> "g" + i).collect(Collectors.joining(", "));
    String yaml =
        """
        name: sum-by-group
        title: Sum by group
        inputs:
          rows:
            columns:
              grp: {type: string}
              amount: {type: bigint, bounds: [-1000, 1000]}
        parameters:
          least: {type: int, range: [-1000, 1000], step: 1, default: 0}
        dimensions:
          grp: {values: [%s]}
        release: %s
        repositories: {rule: %s, minimum: %d, maximum: 64}
        limits: {rows: 1000000, seconds: 60, cells: 100000}
        """
            .formatted(values, release, rule, minimum);
    String sql = "SELECT grp, count(*), sum(amount) FROM rows GROUP BY grp -- " + blockSize + "\n";
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(JobPackage.DEFINITION, bytes(yaml));
    files.put(JobPackage.QUERY, bytes(sql));
    files.put(JobPackage.README, bytes("How much there is in each group.\n"));
    files.put(JobPackage.COMPILED, compile(JobDefinition.parse(bytes(yaml)), sql).write());
    return JobPackage.of(files);
  }

  /** This job's compiler: as the real one, it looks at definition and SQL alone. */
  static CompiledJob compile(JobDefinition job, String sql) {
    JobDefinition.Dimension grp = job.dimensions().get(0);
    BigInteger rows =
        BigInteger.valueOf(job.limits().rows())
            .multiply(BigInteger.valueOf(job.repositories().maximum()));
    int blockSize = Integer.parseInt(sql.substring(sql.lastIndexOf(' ') + 1).strip());
    List<CompiledJob.Measure> measures =
        List.of(
            new CompiledJob.Measure(
                "amount",
                SqlType.BIGINT,
                new BigDecimal(-1000),
                new BigDecimal(1000),
                false,
                BigInteger.ZERO));
    List<Cell> cells =
        List.of(
            Cell.rows(rows),
            new Cell(
                Cell.Kind.SUM, List.of(0), List.of(), rows.multiply(BigInteger.valueOf(1000))));
    Optional<CellNoise> noise =
        job.release().orElse(null) instanceof Release.Noised rules
            ? CellNoise.of(rules, measures, cells, grp.values().size())
            : Optional.empty();
    return new CompiledJob(
        job.name(),
        Digests.sha256(bytes(sql)).hex().substring(2),
        job.inputs(),
        job.parameters(),
        List.of("read t"),
        List.of(
            new CompiledJob.Dimension(
                grp.name(),
                "grp",
                new Domain(SqlType.STRING, grp.values(), Optional.empty()),
                false)),
        List.of(List.of(0)),
        true,
        measures,
        List.of(new Section(List.of(0), Optional.empty(), cells)),
        CompiledJob.Answering.of(
            List.of(
                new CompiledJob.Output("grp", new CellExpression.DimensionValue(SqlType.STRING, 0)),
                new CompiledJob.Output(
                    "amount",
                    new CellExpression.Moments(Statistic.SUM, SqlType.BIGINT, List.of(0, 1))))),
        job.release(),
        noise,
        job.repositories(),
        job.limits(),
        blockSize);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
