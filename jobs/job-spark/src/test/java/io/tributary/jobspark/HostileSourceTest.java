package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile SQL over joins, sub-queries, WITH and the wide scalar language. The compiler has no
 * session, so what it refuses is refused before any Spark job.
 */
@Tag("threat-6")
@Tag("threat-8")
@Tag("threat-9")
@Tag("threat-10")
@Tag("threat-11")
class HostileSourceTest {
  static List<String> hostile() {
    return List.of(
        "SELECT count(*) FROM (SELECT reflect('java.lang.Runtime', 'getRuntime') AS x FROM t)",
        "SELECT count(*) FROM t WHERE id IN (SELECT java_method('java.lang.System', 'gc') FROM u)",
        "SELECT count(*) FROM t WHERE EXISTS (SELECT try_reflect('a', 'b') FROM u WHERE u.id ="
            + " t.id)",
        "SELECT count(*) FROM t WHERE price > (SELECT max(amount) FROM u WHERE reflect('a','b') ="
            + " 'c')",
        "WITH t AS (SELECT id FROM u) SELECT count(*) FROM t",
        "WITH T AS (SELECT id FROM u) SELECT count(*) FROM t",
        "WITH a AS (SELECT id FROM t), a AS (SELECT id FROM u) SELECT count(*) FROM a",
        "WITH a AS (SELECT id FROM t) SELECT count(*) FROM (WITH a AS (SELECT id FROM u) SELECT id"
            + " FROM a)",
        "WITH RECURSIVE a AS (SELECT id FROM t UNION ALL SELECT id + 1 FROM a) SELECT count(*) FROM"
            + " a",
        "SELECT count(*) FROM a WHERE id IN (WITH a AS (SELECT id FROM t) SELECT id FROM a)",
        "SELECT count(*) FROM t JOIN csv.`/etc/passwd` AS c ON t.grp = c._c0",
        "SELECT count(*) FROM t WHERE grp IN (SELECT value FROM text.`/etc/passwd`)",
        "SELECT count(*) FROM t WHERE EXISTS (SELECT 1 FROM secrets WHERE secrets.id = t.id)",
        "SELECT count(*) FROM t LEFT JOIN delta.`/data/t` d USING (id)",
        "SELECT count(*) FROM t WHERE id = (SELECT max(id) FROM spark_catalog.default.u)",
        "SELECT count(*) FROM t, LATERAL (SELECT * FROM u WHERE u.id = t.id)",
        "SELECT count(*) FROM t JOIN LATERAL explode(sequence(1, 1000000)) AS x",
        "SELECT count(*) FROM t LATERAL VIEW explode(split(grp, '')) e AS c",
        "SELECT count(*) FROM t, range(1000000)",
        "SELECT count(*) FROM t CROSS JOIN u",
        "SELECT count(*) FROM t, u",
        "SELECT count(*) FROM t JOIN u ON t.price < u.amount",
        "SELECT count(*) FROM t JOIN u ON t.id = 1 AND u.id = 1",
        "SELECT count(*) FROM t JOIN u ON t.id = u.id OR t.grp = u.grp",
        "SELECT count(*) FROM t JOIN u ON true",
        "SELECT count(*) FROM t LEFT JOIN u ON t.price > u.amount",
        "SELECT count(*) FROM t FULL OUTER JOIN u ON t.price > u.amount",
        "SELECT count(*) FROM t a, t b, t c WHERE a.id = b.id",
        "SELECT count(*) FROM t NATURAL JOIN u",
        "SELECT count(*) FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.amount > t.price)",
        "SELECT count(*) FROM t WHERE grp NOT IN (SELECT grp FROM u)",
        "SELECT count(*) FROM t WHERE NOT (flag OR id IN (SELECT id FROM u))",
        "SELECT count(*) FROM t WHERE price > (SELECT amount FROM u)",
        "SELECT count(*) FROM t WHERE price > (SELECT max(amount) FROM u GROUP BY id)",
        "SELECT sum((SELECT max(amount) FROM u)) AS n FROM t",
        "SELECT count(*) + (SELECT count(*) FROM u) AS n FROM t",
        "SELECT count(*) FROM t HAVING count(*) > (SELECT count(*) FROM u)",
        "SELECT count(*) FROM (SELECT * FROM t LIMIT 10)",
        "SELECT count(*) FROM (SELECT * FROM t ORDER BY price LIMIT 1)",
        "SELECT count(*) FROM (SELECT grp FROM t EXCEPT SELECT grp FROM u)",
        "SELECT count(*) FROM (SELECT grp FROM t INTERSECT SELECT grp FROM u)",
        "SELECT count(*) FROM (SELECT grp FROM t UNION SELECT grp FROM u)",
        "SELECT count(*) FROM (SELECT row_number() OVER (ORDER BY price) AS r FROM t) WHERE r = 1",
        "SELECT count(*) FROM (SELECT lag(price) OVER (PARTITION BY grp ORDER BY day) AS r FROM t)",
        "SELECT * FROM t PIVOT (sum(price) FOR code IN (1, 2))",
        "SELECT count(*) FROM t TABLESAMPLE (1 ROWS)",
        "SELECT count(*) FROM t VERSION AS OF 0",
        "SELECT count(*) FROM (SELECT /*+ COALESCE(1) */ * FROM t)",
        "SELECT count(*) FROM (VALUES (1), (2)) AS v(x)",
        "SELECT count(*) FROM (VALUES (1)) AS t",
        "SELECT count(*) FROM (SELECT * EXCEPT (price) FROM t)",
        "SELECT count(*) FROM (SELECT grp, sum(small) AS s FROM t GROUP BY ROLLUP (grp))",
        "SELECT sum(x) AS n FROM (SELECT avg(small) AS x FROM t GROUP BY grp)",
        "SELECT sum(x) AS n FROM (SELECT first(small) AS x FROM t GROUP BY grp)",
        "SELECT count(*) FROM (SELECT collect_list(grp) AS x FROM t GROUP BY code)",
        "SELECT count(*) FROM t WHERE rand() < 0.5",
        "SELECT count(*) FROM t WHERE uuid() = grp",
        "SELECT count(*) FROM t WHERE day < current_date",
        "SELECT count(*) FROM t WHERE day < current_date()",
        "SELECT count(*) FROM t WHERE seen < now()",
        "SELECT count(*) FROM t WHERE seen < current_timestamp",
        "SELECT count(*) FROM t WHERE day < DATE 'today'",
        "SELECT count(*) FROM t WHERE day < 'yesterday'",
        "SELECT count(*) FROM t WHERE seen < CAST('now' AS timestamp)",
        "SELECT count(*) FROM t WHERE seen < TIMESTAMP '12:00:00'",
        "SELECT count(*) FROM t WHERE seen < TIMESTAMP 'now +01:00'",
        "SELECT count(*) FROM t WHERE seen < try_cast(grp AS timestamp)",
        "SELECT count(*) FROM t WHERE unix_timestamp() > 5",
        "SELECT count(*) FROM t WHERE input_file_name() LIKE '%x%'",
        "SELECT count(*) FROM t WHERE current_user = 'root'",
        "SELECT count(*) FROM t WHERE session_user() = 'root'",
        "SELECT count(*) FROM t WHERE monotonically_increasing_id() = 0",
        "SELECT count(*) FROM t WHERE grp RLIKE '(a+)+$'",
        "SELECT count(*) FROM t WHERE grp RLIKE '(a|a)*b'",
        "SELECT count(*) FROM t WHERE grp RLIKE '.*.*.*.*x'",
        "SELECT count(*) FROM t WHERE grp RLIKE 'a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaa'",
        "SELECT count(*) FROM t WHERE grp RLIKE '(?=a)b'",
        "SELECT count(*) FROM t WHERE grp RLIKE '(.)\\\\1'",
        "SELECT count(*) FROM t WHERE grp RLIKE grp",
        "SELECT count(*) FROM t WHERE grp LIKE '%a%a%a%a%a%a%a%b'",
        "SELECT count(*) FROM t WHERE grp LIKE grp",
        "SELECT count(*) FROM t WHERE grp LIKE 'a\\\\'",
        "SELECT count(*) FROM t WHERE lpad(grp, 2147483647, 'x') = 'a'",
        "SELECT count(*) FROM t WHERE rpad('x', open, 'x') = 'a'",
        "SELECT count(*) FROM t WHERE repeat(grp, 1000000000) = 'a'",
        "SELECT count(*) FROM t WHERE space(2147483647) = grp",
        "SELECT count(*) FROM t WHERE replace(grp, 'a', lpad('', 60000, 'b')) ="
            + " replace(replace(grp, 'a', lpad('', 60000, 'b')), 'b', lpad('', 60000, 'c'))",
        "SELECT count(*) FROM (SELECT x || x AS x FROM (SELECT x || x AS x FROM (SELECT x || x AS x"
            + " FROM (SELECT x || x AS x FROM (SELECT x || x AS x FROM (SELECT x || x AS x FROM"
            + " (SELECT x || x AS x FROM (SELECT x || x AS x FROM (SELECT x || x AS x FROM (SELECT"
            + " x || x AS x FROM (SELECT x || x AS x FROM (SELECT x || x AS x FROM (SELECT grp AS x"
            + " FROM t))))))))))))) WHERE x = 'a'",
        "SELECT count(*) FROM \u0442",
        "SELECT count(*) FROM `t\u200b`",
        "SELECT count(*) FROM t WHERE \u0440rice > 3",
        "SELECT count(*) FROM t\u00a0, u",
        "SELECT \uff52\uff45\uff46\uff4c\uff45\uff43\uff54('a') AS n FROM t",
        "SELECT count(*) FROM t WHERE grp COLLATE UTF8_LCASE = 'a'",
        "SELECT count(*) FROM t WHERE CAST(grp AS double) > 1",
        "SELECT count(*) FROM t WHERE CAST(grp AS boolean)",
        "SELECT count(*) FROM t WHERE small / code > 1",
        "SELECT count(*) FROM t WHERE sqrt(small) > 1",
        "SELECT count(*) FROM t WHERE open * open > 1",
        "SELECT count(*) FROM t WHERE make_date(2020, 2, code) > day",
        "SELECT count(*) FROM t WHERE add_months(free, open) > day",
        "SELECT count(*) FROM t WHERE date_trunc(grp, seen) > day",
        "SELECT count(*) FROM t WHERE next_day(day, 'someday') > day",
        "SELECT count(*) FROM t WHERE to_date(grp, 'yyyy') > day",
        "SELECT count(*) FROM t WHERE try_to_date(grp, grp) > day",
        "SELECT count(*) FROM t WHERE try_to_date(grp, 'VV') > day",
        "SELECT count(*) FROM t WHERE date_format(seen, 'e') = 'x'",
        "SELECT count(*) FROM t WHERE element_at(split(grp, 'a'), 1) = 'x'",
        "SELECT count(*) FROM t WHERE split_part(grp, '-', 0) = 'x'",
        "SELECT count(*) FROM t WHERE get_json_object(grp, '$.a') = 'x'",
        "SELECT count(*) FROM t WHERE from_json(grp, 'a int').a = 1",
        "SELECT count(*) FROM t WHERE transform(array(1), x -> x + 1)[0] = 1",
        "SELECT count(*) FROM t WHERE ai_query('x', grp) = 'y'",
        "SELECT count(*) FROM IDENTIFIER('u')",
        "SELECT count(*) FROM t WHERE IDENTIFIER('price') > 1",
        "FROM t |> AGGREGATE count(*) AS n",
        "SELECT count(*) FROM t; SELECT 1",
        "BEGIN SELECT 1; END",
        "DECLARE x INT",
        "SELECT count(*) FROM t WHERE session.x = 1",
        "CACHE TABLE t",
        "SELECT count(*) FROM STREAM t",
        "SELECT count(*) FROM t WITH ('a' = 'b')",
        "SELECT count(*) FROM python_udtf(TABLE(t))");
  }

  /** Short texts that stand for plans or values that eat the compiler or the cluster. */
  static Stream<String> bombs() {
    String count = "SELECT count(*) FROM t WHERE ";
    return Stream.of(
        count + nested("concat(%s, %<s)", "grp", 12) + " = 'x'",
        "SELECT count(*) FROM "
            + "(SELECT x || x AS x FROM ".repeat(12)
            + "(SELECT grp AS x FROM t)"
            + ")".repeat(12)
            + " WHERE x = 'a'",
        with("SELECT id FROM %s UNION ALL SELECT id FROM %<s", 30),
        with("SELECT x.id FROM %s x JOIN %<s y ON x.id = y.id", 20),
        count + "(".repeat(10_000) + "1" + ")".repeat(10_000) + " = 1",
        count + "- ".repeat(10_000) + "1 = 1",
        count + "small = 1" + " + 1".repeat(10_000),
        count + "NOT ".repeat(10_000) + "flag",
        count + "abs(".repeat(5_000) + "small" + ")".repeat(5_000) + " = 1",
        count + "small IN (" + "1,".repeat(20_000) + "1)",
        count + "flag" + " OR flag".repeat(2_000) + " OR small IN (" + "1,".repeat(17_000) + "1)",
        "SELECT sum(" + nested("nullif(%s, 1)", "small", 40) + ") FROM t",
        "SELECT sum(" + nested("CASE %s WHEN 1 THEN 2 WHEN 3 THEN 4 END", "small", 30) + ") FROM t",
        "SELECT sum(CASE" + " WHEN small = 3 THEN 4".repeat(2_500) + " END) FROM t",
        "SELECT sum(" + nested("right(%s, 3)", "grp", 60) + ") FROM t",
        "SELECT count(*) FROM " + "(SELECT * FROM ".repeat(300) + "t" + ")".repeat(300),
        count + "grp = '" + "x".repeat(70_000) + "'");
  }

  private static String nested(String form, String inner, int times) {
    String expression = inner;
    for (int i = 0; i < times; i++) {
      expression = String.format(form, expression);
    }
    return expression;
  }

  private static String with(String body, int times) {
    String definitions =
        IntStream.range(0, times)
            .mapToObj(i -> "a" + (i + 1) + " AS (" + String.format(body, "a" + i) + ")")
            .collect(Collectors.joining(", "));
    return "WITH a0 AS (SELECT id FROM t), " + definitions + " SELECT count(*) FROM a" + times;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void compile_hostileSource_refusedWithReason(String sql) {
    refused(sql);
  }

  @ParameterizedTest
  @MethodSource("bombs")
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // Without the limits some would take days.
  void compile_bomb_refused(String sql) {
    refused(sql);
  }

  private static void refused(String sql) {
    CompileException refusal = assertThrows(CompileException.class, () -> Related.compile(sql));
    assertFalse(refusal.problems().isEmpty());
    for (Problem problem : refusal.problems()) {
      assertFalse(problem.what().isBlank() || problem.why().isBlank() || problem.fix().isBlank());
      assertFalse(problem.what().contains("is declared but not used"), () -> sql);
    }
    assertTrue(refusal.getMessage().length() < 100_000);
  }
}
