package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.port.CellComputer.ComputeException;
import io.tributary.protocol.port.CellComputer.Computed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository with several tables. */
class SeveralTablesTest {
  private static final String SQL =
      "SELECT count(*) AS n, sum(total) AS s, sum(share) AS h FROM (SELECT id, code, sum(amount) AS"
          + " total FROM t JOIN u USING (id) GROUP BY id, code) JOIN regions USING (code)";

  @TempDir Path folder;

  private void write(String name, Dataset<Row> rows) {
    rows.write().format("delta").mode("append").save(folder.resolve(name).toString());
  }

  private static JobPackage job(JobDefinition definition, String yaml, String sql) {
    TreeMap<String, byte[]> files = new TreeMap<>(Related.files(definition));
    files.put("job.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    files.put("query.sql", sql.getBytes(StandardCharsets.UTF_8));
    files.put("README.md", "Counts.".getBytes(StandardCharsets.UTF_8));
    files.put(
        "compiled.json", Compiler.compile(definition, sql, Related.files(definition)).write());
    return JobPackage.of(files);
  }

  private Computed compute(JobPackage job) {
    return new SparkCells(TestSession::get, Tables.in(folder))
        .compute(
            job.compiled(),
            job,
            new TreeMap<>(),
            CellComputer.Consent.NONE,
            Instant.now().plusSeconds(300));
  }

  @Test
  @Tag("threat-12")
  void compute_joinOfTwoTables_pinsBoth_andMovesValuesOnce() {
    String yaml =
        """
        name: two
        title: Two tables
        inputs:
          trips: {columns: {id: {type: bigint}, fare: {type: int, bounds: [0, 10]}}}
          people: {columns: {id: {type: bigint}, born: {type: date, bounds: [1900-01-01, 2020-12-31]}}}
        limits: {rows: 100, seconds: 60}
        """;
    String sql = "SELECT count(*) AS n, sum(fare) AS s FROM trips JOIN people USING (id)";
    SparkSession spark = TestSession.get();
    write("trips", spark.sql("SELECT id, CAST(id * 3 AS int) AS fare FROM range(6)"));
    write("people", spark.sql("SELECT id % 3 AS id, DATE '1890-01-01' AS born FROM range(9)"));
    write("people", spark.sql("SELECT id, DATE '1950-01-01' AS born FROM range(1)"));
    JobPackage job = job(Samples.parse(yaml), yaml, sql);
    Computed computed = compute(job);
    // Ids 0, 1 and 2 match 4, 3 and 3 times: fares 0, 3 and 6.
    assertEquals(10, computed.rows());
    assertEquals(27, computed.cells().get(2).intValueExact());
    // Trips 4 and 5 have fares of 12 and 15; dates of birth are not needed.
    assertEquals(2, computed.clamped());
    assertEquals(Map.of("people", 1L, "trips", 0L), computed.tableVersions());
    String description = new String(computed.snapshotDescription(), StandardCharsets.UTF_8);
    assertTrue(
        description.indexOf("\"name\":\"people\",\"version\":1}")
            < description.indexOf("\"name\":\"trips\",\"version\":0}"),
        description);
  }

  @Test
  @Tag("threat-11")
  void compute_moreRowsThanTheLimitBelowAnAggregate_fails() {
    String yaml =
        """
        name: below
        title: Below
        inputs: {trips: {columns: {id: {type: bigint}}}}
        limits: {rows: 50, seconds: 60}
        """;
    String sql =
        "SELECT sum(n) AS s FROM (SELECT id % 2 AS k, count(*) AS n FROM trips GROUP BY 1)";
    write("trips", TestSession.get().range(51).toDF());
    JobPackage job = job(Samples.parse(yaml), yaml, sql);
    ComputeException limit = assertThrows(ComputeException.class, () -> compute(job));
    assertEquals(ComputeException.Reason.LIMIT, limit.reason());
  }

  @Test
  void compute_secondTableMissing_saysWhich() {
    String yaml =
        """
        name: two
        title: Two tables
        inputs:
          trips: {columns: {id: {type: bigint}}}
          people: {columns: {id: {type: bigint}}}
        """;
    write("trips", TestSession.get().range(3).toDF());
    JobPackage job =
        job(Samples.parse(yaml), yaml, "SELECT count(*) AS n FROM trips JOIN people USING (id)");
    ComputeException missing = assertThrows(ComputeException.class, () -> compute(job));
    assertEquals(ComputeException.Reason.SCHEMA, missing.reason());
    assertTrue(missing.getMessage().contains("people"), missing.getMessage());
  }

  @Test
  void rows_ofDifferentRepositories_areNeverMatched() {
    String sql = "SELECT count(*) AS n FROM t JOIN u USING (id)";
    JobDefinition job = Related.job(sql, "");
    Map<String, Dataset<Row>> one = new Related(new Random(1)).tables(20);
    List<Map<String, Dataset<Row>>> apart =
        List.of(
            Map.of("t", one.get("t"), "u", one.get("u").limit(0)),
            Map.of("t", one.get("t").limit(0), "u", one.get("u")));
    Answer federated = new Federation(TestSession.get(), job, sql).answers(apart, Map.of());
    Answer pooled = new PooledQuery(TestSession.get(), job, sql).answer(apart, Map.of());
    assertEquals(List.of(List.of(0L)), federated.rows());
    assertEquals(federated, pooled);
    Answer together = new PooledQuery(TestSession.get(), job, sql).answer(List.of(one), Map.of());
    assertTrue((Long) together.rows().get(0).get(0) > 0);
  }

  @Test
  void localPlan_ofJoinsAndInnerAggregates_isGeneratedCode() {
    JobDefinition job = Related.job(SQL, "");
    Federation federation = new Federation(TestSession.get(), job, SQL, Related.files(job));
    Map<String, Dataset<Row>> tables = new Related(new Random(1)).tables(5);
    String plan =
        SparkCells.ofRows(TestSession.get(), federation.plans(tables, Map.of()))
            .queryExecution()
            .executedPlan()
            .toString();
    List<String> work =
        plan.lines()
            .filter(l -> l.matches(".*(Join|HashAggregate|Project|Filter|Sort).*"))
            .toList();
    assertTrue(work.size() > 6, plan);
    assertTrue(work.stream().allMatch(l -> l.contains("*(")), plan);
    assertFalse(plan.contains("ObjectHashAggregate") || plan.contains("NestedLoop"), plan);
    assertFalse(plan.contains("CartesianProduct") || plan.contains("MapElements"), plan);
  }
}
