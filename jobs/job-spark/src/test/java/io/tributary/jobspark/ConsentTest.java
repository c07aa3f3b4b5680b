package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.consent.Grant;
import io.tributary.protocol.consent.Scope;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobPackage;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.port.CellComputer.ComputeException;
import io.tributary.protocol.port.CellComputer.Computed;
import io.tributary.protocol.port.CellComputer.Consent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty people with three visits each, and what they have granted. */
@Tag("threat-15")
class ConsentTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final String HEAD =
      """
      name: visits-counted
      title: Visits counted
      subjects: disjoint
      limits: {rows: 100000, seconds: 60}
      inputs:
      """;
  private static final String INPUT =
      """
        %s:
          columns:
            person: {type: int, bounds: [0, 1000]}
            %s: {type: int, bounds: [0, 120]}
          subject: person
      """;
  private static final String SQL = "SELECT count(*) AS n, sum(days) AS s FROM visits";
  private static final Set<String> SCOPES = Scope.of("visits-counted", Digest.ZERO, "research");

  @TempDir Path folder;

  @BeforeEach
  void tables() {
    write(
        "visits", "SELECT CAST(id % 20 AS int) AS person, CAST(id AS int) AS days FROM range(60)");
    write("visits", "SELECT CAST(NULL AS int) AS person, 1 AS days");
    write("people", "SELECT CAST(id AS int) AS person, CAST(20 + id AS int) AS age FROM range(20)");
  }

  private void write(String table, String sql) {
    Dataset<Row> rows = TestSession.get().sql(sql);
    rows.write().format("delta").mode("append").save(folder.resolve("tables/" + table).toString());
  }

  private ConsentBook book() {
    return new ConsentBook(TestSession::get, folder.resolve("consent"));
  }

  private static Grant grant(int person, String scope, String from, String until) {
    return new Grant(
        "g" + person + scope + from,
        Integer.toString(person),
        scope,
        Instant.parse(from),
        Optional.ofNullable(until).map(Instant::parse),
        NOW,
        Optional.empty());
  }

  private static Grant grant(int person) {
    return grant(person, Scope.ALL, "2026-01-01T00:00:00Z", null);
  }

  private void grantAllBut(Integer... left) {
    book()
        .add(
            IntStream.range(0, 20)
                .filter(person -> !List.of(left).contains(person))
                .mapToObj(ConsentTest::grant)
                .toList());
  }

  /** Declares what the query reads. */
  private static String yaml(String sql) {
    return HEAD
        + (sql.contains("visits") ? INPUT.formatted("visits", "days") : "")
        + (sql.contains("people") ? INPUT.formatted("people", "age") : "");
  }

  private static JobPackage job(String sql) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put("job.yaml", yaml(sql).getBytes(StandardCharsets.UTF_8));
    files.put("query.sql", sql.getBytes(StandardCharsets.UTF_8));
    files.put("README.md", "Counts.".getBytes(StandardCharsets.UTF_8));
    files.put("compiled.json", Compiler.compile(Samples.parse(yaml(sql)), sql).write());
    return JobPackage.of(files);
  }

  private Computed compute(String sql, String... tables) {
    TreeMap<String, String> subjects = new TreeMap<>();
    List.of(tables).forEach(table -> subjects.put(table, "person"));
    JobPackage job = job(sql);
    return new SparkCells(
            TestSession::get, Tables.in(folder.resolve("tables")), Optional.of(book()))
        .compute(
            job.compiled(),
            job,
            new TreeMap<>(),
            new Consent(subjects, SCOPES, NOW),
            Instant.now().plusSeconds(120));
  }

  private List<Object> answer(String sql, String... tables) {
    return Evaluation.evaluate(job(sql).compiled(), compute(sql, tables).cells()).rows().get(0);
  }

  /** Plain Spark over the rows of these people alone. */
  private List<Object> pooled(String sql, Collection<Integer> people) {
    JobDefinition job = Samples.parse(yaml(sql));
    Map<String, Dataset<Row>> rows = new TreeMap<>();
    for (JobDefinition.Input input : job.inputs()) {
      String table = input.name();
      rows.put(
          table,
          TestSession.get()
              .read()
              .format("delta")
              .load(folder.resolve("tables/" + table).toString())
              .where(functions.col("person").isInCollection(people)));
    }
    Answer answer = new PooledQuery(TestSession.get(), job, sql).answer(List.of(rows), Map.of());
    return answer.rows().get(0);
  }

  private static List<Integer> all(Integer... but) {
    return IntStream.range(0, 20).boxed().filter(p -> !List.of(but).contains(p)).toList();
  }

  @Test
  void subject_whoWithdraws_isGoneFromTheNextRunAndNobodyElseIs() {
    String people = "SELECT count(*) AS n, count(DISTINCT person) AS p FROM people";
    grantAllBut();
    assertEquals(List.of(20L, 20L), answer(people, "people"));
    assertEquals(pooled(SQL, all()), answer(SQL, "visits"));
    assertEquals(1, book().withdraw(Set.of("7"), Optional.empty(), NOW).size());
    assertEquals(List.of(19L, 19L), answer(people, "people"));
    assertEquals(pooled(SQL, all(7)), answer(SQL, "visits"));
    assertEquals(List.of(), book().withdraw(Set.of("7"), Optional.empty(), NOW));
    book().add(List.of(grant(7, "purpose:research", "2026-02-01T00:00:00Z", null)));
    assertEquals(pooled(SQL, all()), answer(SQL, "visits"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) AS n, sum(days) AS s FROM visits WHERE days > 3",
        "SELECT count(*) AS n, sum(v.days) AS s FROM (SELECT days FROM visits) v",
        "WITH v AS (SELECT * FROM visits) SELECT count(*) AS n, sum(days) AS s FROM v",
        "WITH v AS (SELECT person, sum(days) AS d FROM visits GROUP BY person)"
            + " SELECT count(*) AS n, sum(d) AS s FROM v",
        "SELECT count(*) AS n, sum(days) AS s FROM"
            + " (SELECT days FROM visits UNION ALL SELECT age AS days FROM people)",
        "SELECT count(*) AS n, sum(a.days) AS s FROM visits a JOIN visits b"
            + " ON a.days = b.days + 1",
        "SELECT count(*) AS n, sum(a.days) AS s FROM visits a JOIN people b ON a.days = b.age",
        "SELECT count(*) AS n, sum(age) AS s FROM people"
            + " WHERE age IN (SELECT days FROM visits WHERE days > 20)",
        "SELECT count(*) AS n, sum(age) AS s FROM people p"
            + " WHERE EXISTS (SELECT 1 FROM visits v WHERE v.days = p.age)",
        "SELECT count(*) AS n, sum(age) AS s FROM people p"
            + " WHERE NOT EXISTS (SELECT 1 FROM visits v WHERE v.days = p.age + 1)",
        "SELECT count(*) AS n, sum(days) AS s FROM visits"
            + " WHERE days < (SELECT max(age) FROM people)",
        "SELECT count(*) AS n, sum(p.age) AS s FROM people p LEFT JOIN visits v"
            + " ON p.age = v.days AND v.days > 25",
      })
  void rows_withoutAGrant_areNowhereInTheQuery(String sql) {
    grantAllBut(3, 4, 19);
    assertEquals(pooled(sql, all(3, 4, 19)), answer(sql, "visits", "people"));
    assertNotEquals(pooled(sql, all()), answer(sql, "visits", "people"));
  }

  private boolean stillGranted(Computed computed, Instant at, Set<String> scopes) {
    Map<String, String> subjects = Map.of("visits", "person");
    return new SparkCells(
            TestSession::get, Tables.in(folder.resolve("tables")), Optional.of(book()))
        .stillGranted(
            new Consent(subjects, SCOPES, NOW),
            computed.consent().orElseThrow(),
            new Consent(subjects, scopes, at));
  }

  @Test
  @Tag("threat-15")
  void earlierGrants_standUntilOneIsGone_andForTheirScopesOnly() {
    grantAllBut(3);
    book()
        .add(List.of(grant(3, "purpose:research", "2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z")));
    Computed computed = compute(SQL, "visits");
    assertTrue(stillGranted(computed, NOW, SCOPES));
    book().add(List.of(grant(21)));
    assertTrue(stillGranted(computed, NOW.plusSeconds(3600), SCOPES), "another one more");
    Set<String> sales = Scope.of("visits-counted", Digest.ZERO, "sales");
    assertFalse(stillGranted(computed, NOW, sales), "not for this");
    assertFalse(stillGranted(computed, Instant.parse("2026-07-01T00:00:00Z"), SCOPES), "over");
    book().withdraw(Set.of("7"), Optional.empty(), NOW);
    assertFalse(stillGranted(computed, NOW, SCOPES), "taken back");
  }

  @Test
  void tables_thatNeedNoConsent_countWhole() {
    grantAllBut(3, 4, 19);
    assertEquals(List.of(61L, 1771L), answer(SQL, "people"));
    assertTrue(compute(SQL, "people").consent().isEmpty());
  }

  @Test
  void grants_outsideTheirTimeOrScope_doNotCount() {
    book()
        .add(
            List.of(
                grant(0, "*", "2026-01-01T00:00:00Z", "2026-06-01T12:00:01Z"),
                grant(1, "*", "2026-01-01T00:00:00Z", "2026-06-01T12:00:00Z"),
                grant(2, "*", "2026-06-01T12:00:00Z", null),
                grant(3, "*", "2026-06-01T12:00:01Z", null),
                grant(4, "job:visits-counted", "2026-01-01T00:00:00Z", null),
                grant(5, "job:visits-counted-2", "2026-01-01T00:00:00Z", null),
                grant(6, "job:" + Digest.ZERO.hex(), "2026-01-01T00:00:00Z", null),
                grant(7, "job:0x" + "1".repeat(64), "2026-01-01T00:00:00Z", null),
                grant(8, "purpose:research", "2026-01-01T00:00:00Z", null),
                grant(9, "purpose:Research", "2026-01-01T00:00:00Z", null),
                grant(10, "purpose:sales", "2026-01-01T00:00:00Z", null)));
    assertEquals(pooled(SQL, List.of(0, 2, 4, 6, 8)), answer(SQL, "visits"));
  }

  @Test
  void withdrawal_ofOneScope_leavesTheOthers() {
    book().add(List.of(grant(0, "*", "2026-01-01T00:00:00Z", null)));
    book().add(List.of(grant(0, "purpose:sales", "2026-01-01T00:00:00Z", null)));
    book().withdraw(Set.of("0"), Optional.of("purpose:sales"), NOW);
    assertEquals(List.of(3L, 60L), answer(SQL, "visits"));
    book().withdraw(Set.of("0"), Optional.of("*"), NOW);
    assertEquals(0L, answer(SQL, "visits").get(0));
    assertEquals(2, book().of(Set.of("0")).size());
    assertTrue(book().of(Set.of("0")).stream().allMatch(g -> g.withdrawn().isPresent()));
  }

  @Test
  void book_thatDoesNotExist_meansThatNothingIsComputed() {
    ComputeException none = assertThrows(ComputeException.class, () -> compute(SQL, "visits"));
    assertEquals(ComputeException.Reason.SCHEMA, none.reason());
  }

  @Test
  @Tag("threat-12")
  void withdrawals_duringRuns_countFromOneVersionToTheNext() {
    grantAllBut();
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int person = 0; person < 20 && !done.get(); person++) {
                book().withdraw(Set.of("" + person), Optional.empty(), NOW);
              }
            });
    try {
      for (int i = 0; i < 3; i++) {
        Computed computed = compute(SQL, "visits");
        long version = computed.consent().orElseThrow().version();
        assertEquals(3 * (20 - version), computed.rows());
        String description =
            new String(computed.consent().orElseThrow().description(), StandardCharsets.UTF_8);
        assertTrue(description.contains("\"version\":" + version + "}"), description);
      }
    } finally {
      done.set(true);
      writer.join();
    }
  }
}
