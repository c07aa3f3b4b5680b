package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.JobDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiler has no session, so what it refuses is refused before any Spark job. */
@Tag("threat-6")
@Tag("threat-8")
@Tag("threat-9")
@Tag("threat-10")
class HostileSqlTest {
  private static final JobDefinition JOB = Samples.job("");

  @TempDir Path folder;

  static List<String> hostile() {
    return List.of(
        "SELECT reflect('java.lang.Runtime', 'getRuntime') FROM t",
        "SELECT java_method('java.nio.file.Files', 'createFile', '@') FROM t",
        "SELECT try_reflect('java.lang.System', 'exit', 1) FROM t",
        "SELECT count(reflect('java.lang.System', 'getenv', 'HOME')) FROM t",
        "SELECT count(*) FROM t WHERE java_method('java.lang.System', 'getProperty', 'x') = 'y'",
        "SELECT system.builtin.reflect('java.lang.System', 'gc') FROM t",
        "SELECT TRANSFORM(grp) USING 'touch @' AS (x string) FROM t",
        "FROM t MAP grp USING 'touch @' AS x",
        "FROM t REDUCE grp USING 'touch @' AS x",
        "ADD JAR '@'",
        "SET spark.sql.runSQLOnFiles=true",
        "RESET",
        "CREATE TEMPORARY FUNCTION f AS 'Evil' USING JAR '@'",
        "CREATE FUNCTION f() RETURNS INT RETURN 1",
        "DROP TABLE t",
        "CREATE TABLE x USING csv LOCATION '@' AS SELECT grp FROM t",
        "INSERT INTO t SELECT * FROM t",
        "INSERT OVERWRITE DIRECTORY '@' USING csv SELECT grp FROM t",
        "DELETE FROM t",
        "MERGE INTO t USING t AS s ON t.code = s.code WHEN MATCHED THEN DELETE",
        "SELECT count(*) FROM csv.`@`",
        "SELECT count(*) FROM text.`/etc/passwd`",
        "SELECT count(*) FROM delta.`@`",
        "SELECT count(*) FROM parquet.`file:///@`",
        "SELECT count(*) FROM `../t`",
        "SELECT count(*) FROM `%2e%2e%2ft`",
        "SELECT count(*) FROM `t\0`",
        "SELECT count(*) FROM other_table",
        "SELECT count(*) FROM spark_catalog.default.t",
        "SELECT count(*) FROM t, t AS u",
        "SELECT count(*) FROM t CROSS JOIN t AS u",
        "SELECT count(*) FROM read_files('@')",
        "SELECT count(*) FROM range(1000000000000)",
        "SELECT count(*) FROM t WHERE code IN (SELECT code FROM csv.`@`)",
        "SELECT count(*) FROM t WHERE EXISTS (SELECT 1 FROM other_table)",
        "SELECT (SELECT max(grp) FROM t) FROM t GROUP BY grp",
        "WITH x AS (SELECT reflect('java.lang.System', 'gc') AS y FROM t) SELECT count(y) FROM x",
        "SELECT count(*) FROM (SELECT java_method('a', 'b') FROM t)",
        "SELECT count(*) FROM t UNION SELECT count(*) FROM t",
        "SELECT count(*) FROM t LATERAL VIEW explode(array(1, 2)) AS x",
        "SELECT count(*), explode(array(1, 2)) FROM t",
        "SELECT count(*) FROM t; DROP TABLE t",
        "SELECT count(*) FROM t /* hidden */ HAVING count(*) > (SELECT count(*) FROM other)",
        "SELECT /*+ BROADCAST(t) */ count(*) FROM t",
        "SELECT count(*) OVER () FROM t",
        "SELECT grp FROM t",
        "SELECT * FROM t",
        "SELECT collect_list(grp) FROM t",
        "SELECT max(grp) FROM t",
        "SELECT count(*) FROM t WHERE rand() < 0.5",
        "SELECT count(*) FROM t WHERE current_user() = 'root'",
        "SELECT count(*) FROM t WHERE input_file_name() = 'x'",
        "SELECT count(*) FROM t WHERE grp RLIKE '(a+)+$'",
        "SELECT count(*) FROM t WHERE raise_error(grp) IS NULL",
        "SELECT count(*) FROM t WHERE CAST(grp AS INT) = 1",
        "SELECT count(*) FROM t WHERE code / small > 1",
        "SELECT count(*) FROM IDENTIFIER('other_' || 'table')",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "DESCRIBE t",
        "EXPLAIN SELECT count(*) FROM t",
        "VALUES (1)",
        "");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void compile_hostileSql_refusedWithPlaceAndReason(String sql) {
    Path canary = folder.resolve("canary");
    CompileException refusal =
        assertThrows(
            CompileException.class,
            () -> Compiler.compile(JOB, sql.replace("@", canary.toString())));
    assertFalse(refusal.problems().isEmpty());
    for (Problem problem : refusal.problems()) {
      assertFalse(problem.what().isBlank() || problem.why().isBlank() || problem.fix().isBlank());
    }
    assertFalse(Files.exists(canary), "the canary file was made");
  }

  @Test
  void compile_severalProblems_allReportedWithTheirPlaces() {
    CompileException refusal =
        assertThrows(
            CompileException.class,
            () ->
                Compiler.compile(
                    JOB,
                    "SELECT reflect('a', 'b'), sum(DISTINCT code)\nFROM t\n"
                        + "WHERE code IN (SELECT rand() FROM csv.`x`)"));
    List<Problem> problems = refusal.problems();
    assertTrue(has(problems, 1, 8, "function reflect"), problems.toString());
    assertTrue(has(problems, 1, 27, "DISTINCT"), problems.toString());
    assertTrue(has(problems, 3, 23, "function rand"), problems.toString());
    assertTrue(has(problems, 3, 35, "table 'csv.x'"), problems.toString());
  }

  private static boolean has(List<Problem> problems, int line, int column, String words) {
    return problems.stream()
        .anyMatch(p -> p.line() == line && p.column() == column && p.what().contains(words));
  }
}
