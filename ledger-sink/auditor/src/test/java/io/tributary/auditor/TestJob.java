package io.tributary.auditor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A job of three groups with three cells each: nine cells in blocks of four. */
final class TestJob {
  static final int BLOCK_SIZE = 4;
  private static final String SQL = "SELECT grade, count(*) AS n, sum(loan) AS loans FROM loans\n";

  private TestJob() {}

  static JobPackage of(int minimum) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(JobPackage.DEFINITION, "name: loans\n".getBytes(UTF_8));
    files.put(JobPackage.QUERY, SQL.getBytes(UTF_8));
    files.put(JobPackage.README, "How much is lent, by grade.\n".getBytes(UTF_8));
    files.put(JobPackage.COMPILED, compiled(minimum).write());
    return JobPackage.of(files);
  }

  private static CompiledJob compiled(int minimum) {
    BigInteger bound = BigInteger.TEN.pow(12);
    return new CompiledJob(
        "loans",
        Digests.sha256(SQL.getBytes(UTF_8)).hex().substring(2),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(
            new CompiledJob.Dimension(
                "grade", SqlType.STRING, "grade", List.of("A", "B", "C"), Optional.empty(), false)),
        List.of(
            new CompiledJob.Measure(
                "loan", SqlType.BIGINT, BigDecimal.ZERO, BigDecimal.valueOf(1_000_000), true)),
        List.of(
            new CompiledJob.Cell(CompiledJob.Cell.Kind.ROWS, -1, bound),
            new CompiledJob.Cell(CompiledJob.Cell.Kind.COUNT, 0, bound),
            new CompiledJob.Cell(CompiledJob.Cell.Kind.SUM, 0, bound)),
        List.of(
            new CompiledJob.Output("grade", SqlType.STRING, 0, Optional.empty()),
            new CompiledJob.Output(
                "n", SqlType.BIGINT, -1, Optional.of(new CellExpression.Count(0))),
            new CompiledJob.Output(
                "loans",
                SqlType.BIGINT,
                -1,
                Optional.of(
                    new CellExpression.Moment(
                        CellExpression.Moment.Kind.SUM, SqlType.BIGINT, 1, 2, -1, 0)))),
        true,
        new JobDefinition.Repositories(JobDefinition.Repositories.Rule.ALL, minimum, 16),
        new JobDefinition.Limits(1_000_000, 60, 1000),
        BLOCK_SIZE);
  }
}
