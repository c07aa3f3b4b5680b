package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.port.CellComputer;
import io.tributary.protocol.port.CellComputer.ComputeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkCellsTest {
  private static final String YAML =
      """
      name: counted
      title: Counted
      inputs: {numbers: {columns: {id: {type: bigint, bounds: [0, 1000000]}}}}
      limits: {rows: 100000, seconds: 60}
      """;
  private static final String SQL = "SELECT count(*) AS n, sum(id) AS s FROM numbers";

  @TempDir Path folder;

  @BeforeEach
  void table() {
    append(100);
  }

  private void append(long rows) {
    TestSession.get()
        .range(rows)
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(folder.resolve("numbers").toString());
  }

  private static JobPackage job(String yaml, String sql) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("job.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    files.put("query.sql", sql.getBytes(StandardCharsets.UTF_8));
    files.put("README.md", "Counts.".getBytes(StandardCharsets.UTF_8));
    files.put("compiled.json", Compiler.compile(Samples.parse(yaml), sql).write());
    return JobPackage.of(files);
  }

  private CellComputer.Computed compute(JobPackage job) {
    return cells()
        .compute(
            job.compiled(),
            job,
            new TreeMap<>(),
            CellComputer.Consent.NONE,
            Instant.now().plusSeconds(60));
  }

  private SparkCells cells() {
    return new SparkCells(TestSession::get, Tables.in(folder));
  }

  @Test
  @Tag("threat-12")
  void compute_concurrentWriter_answersExactlyThePinnedVersion() {
    JobPackage job = job(YAML, SQL);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                append(10);
              }
            });
    try {
      for (int i = 0; i < 3; i++) {
        CellComputer.Computed computed = compute(job);
        long version = computed.tableVersions().get("numbers");
        long rows =
            TestSession.get()
                .read()
                .format("delta")
                .option("versionAsOf", version)
                .load(folder.resolve("numbers").toString())
                .count();
        assertEquals(rows, computed.rows());
        assertTrue(
            new String(computed.snapshotDescription(), StandardCharsets.UTF_8)
                .contains("\"version\":" + version + "}"));
      }
    } finally {
      done.set(true);
      writer.join();
    }
  }

  @Test
  @Tag("threat-11")
  void compute_deadlinePassed_isCancelled_andTheNextRuns() {
    JobPackage job = job(YAML, SQL);
    ComputeException late =
        assertThrows(
            ComputeException.class,
            () ->
                cells()
                    .compute(
                        job.compiled(),
                        job,
                        new TreeMap<>(),
                        CellComputer.Consent.NONE,
                        Instant.now()));
    assertEquals(ComputeException.Reason.LIMIT, late.reason());
    assertEquals(100, compute(job).rows());
  }

  @Test
  @Tag("threat-11")
  void compute_moreRowsThanTheLimit_fails() {
    JobPackage job = job(YAML.replace("rows: 100000", "rows: 99"), SQL);
    ComputeException limit = assertThrows(ComputeException.class, () -> compute(job));
    assertEquals(ComputeException.Reason.LIMIT, limit.reason());
  }

  @Test
  void check_missingTableOrColumnOrOtherType_saysWhich() {
    assertTrue(cells().check(Samples.parse(YAML)).ready());
    assertTrue(problem(YAML.replace("numbers", "letters")).contains("table letters"));
    assertTrue(problem(YAML.replace("id:", "key:")).contains("column key"));
    assertTrue(problem(YAML.replace("bigint", "int")).contains("is BIGINT"));
  }

  private String problem(String yaml) {
    return cells().check(Samples.parse(yaml)).problem().orElseThrow();
  }

  @Test
  void compute_compiledFormOfAnotherQuery_fails() {
    JobPackage job = job(YAML, SQL);
    JobPackage other = job(YAML, "SELECT count(id) AS n FROM numbers");
    assertThrows(
        ComputeException.class,
        () ->
            cells()
                .compute(
                    other.compiled(),
                    job,
                    new TreeMap<>(),
                    CellComputer.Consent.NONE,
                    Instant.now().plusSeconds(60)));
  }

  @Test
  @Tag("threat-6")
  @Tag("threat-8")
  void compile_hostileJob_neverAsksForASession() {
    SparkCells cells =
        new SparkCells(
            () -> {
              throw new AssertionError("a session was asked for");
            },
            Tables.of(java.util.Map.of()));
    TreeMap<String, byte[]> files = new TreeMap<>(job(YAML, SQL).files());
    files.put(
        "query.sql", "SELECT count(*) FROM csv.`/etc/passwd`".getBytes(StandardCharsets.UTF_8));
    JobPackage hostile = JobPackage.of(files);
    assertThrows(CompileException.class, () -> cells.compile(hostile));
    assertThrows(
        CompileException.class,
        () ->
            cells.compute(
                hostile.compiled(),
                hostile,
                new TreeMap<>(),
                CellComputer.Consent.NONE,
                Instant.now().plusSeconds(9)));
  }

  @Test
  @Tag("threat-10")
  void tables_namesThatAreNoNames_doNotExist() throws IOException {
    Path outside =
        Files.createDirectories(folder.resolveSibling("outside-" + folder.getFileName()));
    Files.createDirectories(outside.resolve("_delta_log"));
    Files.createSymbolicLink(folder.resolve("linked"), outside);
    Files.createDirectories(folder.resolve("no-table"));
    Tables tables = Tables.in(folder);
    assertEquals(java.util.Set.of("numbers"), tables.names());
    for (String name :
        List.of("../numbers", "%2e%2e/numbers", "numbers\0", "file:/numbers", "linked", "", ".")) {
      assertThrows(ComputeException.class, () -> tables.pin(TestSession.get(), name));
    }
  }

  @Test
  @Tag("threat-13")
  void deadlines_sparkFailure_repeatsNoValue() {
    Deadlines deadlines = new Deadlines(TestSession.get(), 60, Instant.now().plusSeconds(60));
    ComputeException failure =
        assertThrows(
            ComputeException.class,
            () ->
                deadlines.run(
                    "a test",
                    () ->
                        TestSession.get()
                            .sql("SELECT CAST(concat('CANARY', id) AS INT) FROM range(1)")
                            .collectAsList()));
    assertEquals(ComputeException.Reason.FAILED, failure.reason());
    Throwable cause = failure;
    while (cause != null) {
      assertFalse(String.valueOf(cause.getMessage()).contains("CANARY"));
      cause = cause.getCause();
    }
  }
}
