package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.evaluate.Evaluation;
import io.tributary.protocol.job.evaluate.Suppression;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An asker's SQL that would single one person out of a large group: 300 people at three
 * repositories, 150 in each of two groups, of whom any 10 may be told together.
 */
@Tag("threat-41")
@Tag("threat-42")
final class MaskTest {
  private static final String JOB =
      """
      name: masks
      title: Masks
      %s
      inputs:
        t:
          %s
          columns:
            id: {type: int, nullable: false, bounds: [0, 100000]}
            grp: {type: string, nullable: false}
            salary: {type: int, nullable: false, bounds: [0, 100000]}
            bonus: {type: int, bounds: [0, 1000]}
            age: {type: int, nullable: false, bounds: [0, 120]}
      dimensions: {grp: {values: [a], other: b}}
      %s
      release: {min_subjects: 10, min_organisations: 2, subjects: %s}
      """;

  /** Each row is a person, and nobody says which column names one. */
  private static JobDefinition ofRows(String sql) {
    boolean binned = sql.contains("max(salary)") || sql.contains("median");
    String bins = "bins: {%s: {from: 0, to: 100000, width: 1000}}".formatted("v");
    return Samples.parse(JOB.formatted("", "", binned ? bins : "", "rows"));
  }

  private static JobDefinition ofPeople() {
    return Samples.parse(JOB.formatted("subjects: disjoint", "subject: id", "", "id"));
  }

  /** The first ten ages are those of one person in thirty; three people have a bonus. */
  private static List<Dataset<Row>> parts() {
    return IntStream.range(0, 3)
        .mapToObj(
            part ->
                TestSession.get()
                    .range(100L * part, 100L * part + 100)
                    .selectExpr(
                        "CAST(id AS INT) AS id",
                        "if(id % 2 = 0, 'a', 'b') AS grp",
                        "CAST(40000 + 37 * id AS INT) AS salary",
                        "CAST(if(id % 150 = 7, 500, NULL) AS INT) AS bonus",
                        "CAST(id % 90 AS INT) AS age"))
        .toList();
  }

  /** Rows of the answer under the job's release rules, over real cells of three repositories. */
  private static List<List<Object>> answer(JobDefinition job, String sql) {
    return answer(job, sql, parts());
  }

  private static List<List<Object>> answer(
      JobDefinition job, String sql, List<Dataset<Row>> parts) {
    CompiledJob compiled = Compiler.compile(job, sql);
    Federation federation = new Federation(TestSession.get(), job, sql);
    List<List<BigInteger>> cells =
        parts.stream().map(part -> federation.tally(part, Map.of()).cells()).toList();
    List<BigInteger> sums = new ArrayList<>();
    for (int i = 0; i < compiled.cellCount(); i++) {
      int cell = i;
      sums.add(cells.stream().map(c -> c.get(cell)).reduce(BigInteger.ZERO, BigInteger::add));
    }
    return new ArrayList<>(
        Evaluation.evaluate(compiled, sums, Suppression.of(compiled, cells)).rows());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(CASE WHEN id = 7 THEN salary ELSE 0 END)",
        "sum(CASE WHEN id = 7 THEN salary END)",
        "sum(CASE WHEN id <> 7 THEN salary ELSE 0 END)",
        "sum(CASE WHEN id = 7 THEN salary ELSE 1 END)",
        "sum(CASE WHEN id = 7 THEN 0 WHEN age < 200 THEN salary ELSE 0 END)",
        "sum(salary) FILTER (WHERE id = 7)",
        "sum(salary) FILTER (WHERE id <> 7)",
        "avg(salary) FILTER (WHERE id IN (7, 9))",
        "max(salary) FILTER (WHERE id = 7)",
        "median(CASE WHEN id = 7 THEN salary END)",
        "sum(if(id = 7, salary, 0))",
        "sum(nvl2(nullif(id, 7), 0, salary))",
        "sum(coalesce(nullif(id, 7), salary))",
        "sum(salary * CASE WHEN id = 7 THEN 1 ELSE 0 END)",
        "sum(salary * CAST(id = 7 AS INT))",
        "sum(salary * CASE WHEN age > 60 THEN 1 ELSE 0 END * CASE WHEN id < 100 THEN 1 ELSE 0 END"
            + " * CASE WHEN age < 62 THEN 1 ELSE 0 END)",
        "sum(CASE WHEN age > 60 THEN CASE WHEN id = 77 THEN salary ELSE 0 END ELSE 0 END)",
        "covar_pop(salary, CASE WHEN id = 7 THEN 1 ELSE 0 END)",
        "corr(salary, CAST(id = 7 AS INT))",
        "sum(CASE WHEN age = 7 AND id < 200 THEN salary ELSE 0 END)",
        "var_samp(CASE WHEN id = 7 THEN salary ELSE 0 END)",
        // Only three have a value at all.
        "sum(bonus)",
        "avg(bonus)",
        "sum(coalesce(bonus, 0))",
        "max(bonus)",
      })
  void maskOverALargeGroup_hidesTheGroup(String masked) {
    String sql = "SELECT grp, count(*) AS n, " + masked + " AS v FROM t GROUP BY grp";
    List<List<Object>> rows = answer(ofRows(sql), sql);
    assertTrue(rows.stream().noneMatch(row -> row.get(0).equals("b")), rows::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT grp, sum(y) AS v FROM (SELECT *, CASE WHEN id = 7 THEN salary ELSE 0 END AS y"
            + " FROM t) GROUP BY grp",
        "SELECT grp, sum(y) AS v FROM (SELECT *, z AS y FROM (SELECT *, if(id = 7, salary, 0) AS z"
            + " FROM t)) GROUP BY grp",
        "SELECT grp, sum(salary * m) AS v FROM (SELECT *, CAST(id = 7 AS INT) AS m FROM t)"
            + " GROUP BY grp",
        "SELECT grp, sum(salary) AS v FROM t WHERE id = 7 GROUP BY grp",
        "SELECT grp, sum(salary) AS v, sum(CASE WHEN grp = 'b' AND id <> 7 THEN salary ELSE 0 END)"
            + " AS w FROM t GROUP BY ROLLUP (grp)",
      })
  void maskBelowTheAggregate_hidesTheGroup(String sql) {
    List<List<Object>> rows = answer(ofRows(sql), sql);
    assertTrue(rows.stream().noneMatch(row -> "b".equals(row.get(0))), rows::toString);
  }

  @Test
  void maskWhoseColumnsAreGone_isRefused() {
    String sql =
        "SELECT grp, sum(y) AS v FROM (SELECT grp, CASE WHEN id = 7 THEN salary ELSE 0 END AS y"
            + " FROM t) GROUP BY grp";
    String why =
        assertThrows(CompileException.class, () -> Compiler.compile(ofRows(sql), sql)).getMessage();
    assertTrue(why.contains("picks rows out of a group"), why);
  }

  /** A total over a hidden and a shown group must not tell the hidden one's masked sum. */
  @Test
  @Tag("threat-46")
  void marginOverAMask_thatLeavesFewOfAHiddenGroup_isHidden() {
    String masked = "sum(CASE WHEN age < 45 OR id = 7 THEN salary ELSE 0 END)";
    String sql = "SELECT grp, %s AS v FROM t WHERE %s GROUP BY ROLLUP (grp)";
    // Of b only person 7 and sixty older ones are left, so b is hidden, and with it the total.
    String few = "grp = 'a' OR age >= 45 OR id = 7";
    assertEquals(
        3, answer(ofRows(sql.formatted(masked, "true")), sql.formatted(masked, "true")).size());
    List<List<Object>> rows =
        answer(ofRows(sql.formatted(masked, few)), sql.formatted(masked, few));
    assertEquals(List.of("a"), rows.stream().map(row -> row.get(0)).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(CASE WHEN age >= 45 THEN salary ELSE 0 END)",
        "avg(salary) FILTER (WHERE age < 45)",
        "sum(salary * CAST(age < 30 AS INT))",
        "sum(least(salary, 50000))",
        "sum(CASE WHEN grp = 'b' THEN salary ELSE 0 END)",
        // How many are of a kind is no value of theirs.
        "sum(CASE WHEN age = 7 THEN 1 ELSE 0 END)",
        "count(*) FILTER (WHERE age = 7)",
        "count_if(bonus > 3)",
        "count(bonus)",
      })
  void conditionThatPicksMany_orIsOnlyCounted_hidesNothing(String asked) {
    String sql = "SELECT grp, " + asked + " AS v FROM t GROUP BY grp";
    assertEquals(2, answer(ofRows(sql), sql).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT grp, sum(CASE WHEN id = 7 THEN salary ELSE 0 END) AS v FROM t GROUP BY grp",
        "SELECT grp, count(*) FILTER (WHERE id = 7 AND age > 50) AS v FROM t GROUP BY grp",
        "SELECT grp, sum(salary * (1 - least(abs(id - 7), 1))) AS v FROM t GROUP BY grp",
        "SELECT grp, sum(salary) AS v FROM t WHERE id <> 7 GROUP BY grp",
        "SELECT grp, sum(salary) AS v FROM t WHERE id NOT IN (7) GROUP BY grp",
        "SELECT grp, count(DISTINCT id) AS v FROM (SELECT * FROM t WHERE id BETWEEN 7 AND 7)"
            + " GROUP BY grp",
        "SELECT grp, sum(top) AS v FROM (SELECT *, (SELECT max(salary) FROM t WHERE id = 7) AS top"
            + " FROM t) GROUP BY grp",
        "SELECT grp, sum(id) AS v FROM t GROUP BY grp",
        "SELECT grp, sum(s) AS v FROM (SELECT grp, id AS who, salary AS s FROM t) WHERE who > 7"
            + " GROUP BY grp",
      })
  void subjectUsedAsAValue_isRefused(String sql) {
    String why =
        assertThrows(CompileException.class, () -> Compiler.compile(ofPeople(), sql)).getMessage();
    assertTrue(why.contains("is used as a value"), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT grp, count(DISTINCT id) AS v, sum(salary) AS s FROM t GROUP BY grp",
        "SELECT grp, count(DISTINCT id) AS v FROM t WHERE id IS NOT NULL GROUP BY grp",
        "SELECT grp, sum(most) AS v, count(DISTINCT id) AS n FROM (SELECT id, grp, max(salary) AS"
            + " most FROM t GROUP BY id, grp) GROUP BY grp",
        "SELECT t.grp AS grp, sum(t.salary) AS v FROM t JOIN t AS u ON t.id = u.id GROUP BY t.grp",
      })
  void subjectCountedMatchedOrGroupedBy_isAnswered(String sql) {
    assertEquals(2, answer(ofPeople(), sql).size());
  }

  /** Twelve rows of one person are one subject. */
  @Test
  void maskOfManyRowsOfOnePerson_hidesTheGroup() {
    List<Dataset<Row>> often =
        parts().stream()
            .map(part -> part.crossJoin(TestSession.get().range(12).toDF("copy")))
            .toList();
    String sql =
        "SELECT grp, sum(CASE WHEN age %s 7 THEN salary ELSE 0 END) AS v FROM t GROUP BY grp";
    assertEquals(2, answer(ofPeople(), sql.formatted(">= 30 +"), often).size());
    List<List<Object>> rows = answer(ofPeople(), sql.formatted("="), often);
    assertTrue(rows.stream().noneMatch(row -> row.get(0).equals("b")), rows::toString);
  }
}
