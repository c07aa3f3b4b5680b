package io.tributary.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A job of three groups with three cells each: nine cells in blocks of four. */
final class TestJob {
  static final int BLOCK_SIZE = 4;
  private static final String SQL = "SELECT grade, count(*) AS n, sum(loan) AS loans FROM loans\n";

  private TestJob() {}

  static JobPackage of(int minimum) {
    return of(minimum, Optional.empty());
  }

  /** With release rules. */
  static JobPackage of(int minimum, Optional<Release> release) {
    return of(minimum, release, List.of("A", "B", "C"), BLOCK_SIZE);
  }

  /** Of so many groups, three cells each, in blocks as they are outside tests. */
  static JobPackage ofGroups(int groups) {
    List<String> names = IntStream.range(0, groups).mapToObj(g -> "G" + g).toList();
    return of(2, Optional.empty(), names, 256);
  }

  private static JobPackage of(
      int minimum, Optional<Release> release, List<String> groups, int blockSize) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(JobPackage.DEFINITION, "name: loans\n".getBytes(UTF_8));
    files.put(JobPackage.QUERY, SQL.getBytes(UTF_8));
    files.put(JobPackage.README, "How much is lent, by grade.\n".getBytes(UTF_8));
    files.put(JobPackage.COMPILED, compiled(minimum, release, groups, blockSize).write());
    return JobPackage.of(files);
  }

  private static CompiledJob compiled(
      int minimum, Optional<Release> release, List<String> groups, int blockSize) {
    BigInteger bound = BigInteger.TEN.pow(12);
    return new CompiledJob(
        "loans",
        Digests.sha256(SQL.getBytes(UTF_8)).hex().substring(2),
        List.of(),
        List.of(),
        List.of("read t"),
        List.of(
            new CompiledJob.Dimension(
                "grade",
                "grade",
                new Domain(SqlType.STRING, List.copyOf(groups), Optional.empty()),
                false)),
        List.of(List.of(0)),
        true,
        List.of(
            new CompiledJob.Measure(
                "loan",
                SqlType.BIGINT,
                BigDecimal.ZERO,
                BigDecimal.valueOf(1_000_000),
                true,
                BigInteger.ZERO)),
        List.of(
            new Section(
                List.of(0),
                Optional.empty(),
                List.of(
                    Cell.rows(bound),
                    new Cell(Cell.Kind.SUM, List.of(), List.of(0), bound),
                    new Cell(Cell.Kind.SUM, List.of(0), List.of(), bound)))),
        CompiledJob.Answering.of(
            List.of(
                new CompiledJob.Output(
                    "grade", new CellExpression.DimensionValue(SqlType.STRING, 0)),
                new CompiledJob.Output("n", new CellExpression.Count(0)),
                new CompiledJob.Output(
                    "loans",
                    new CellExpression.Moments(Statistic.SUM, SqlType.BIGINT, List.of(1, 2))))),
        release,
        Optional.empty(),
        new JobDefinition.Repositories(JobDefinition.Repositories.Rule.ALL, minimum, 64),
        new JobDefinition.Limits(1_000_000, 60, 1000),
        blockSize);
  }
}
