package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is below the topmost aggregate: the federated answer is plain Spark's over the rows that
 * each repository makes of its own tables.
 */
class SourceQueriesTest {
  private static final long SEED = 20261122;
  private static final String GRP = "dimensions: {grp: {values: [b, a], other: rest}}\n";

  static Stream<Arguments> queries() {
    return Stream.of(
        plain("SELECT sum(a.price) AS s, sum(b.amount) AS b FROM t a JOIN u b ON a.id = b.id"),
        plain("SELECT count(*) AS n, sum(visits) AS v FROM t, u WHERE t.id = u.id AND small > 3"),
        plain(
            "SELECT count(amount) AS n, sum(amount) AS s, count(*) AS c FROM t LEFT JOIN u USING"
                + " (id)"),
        plain(
            "SELECT count(t.grp) AS n, sum(visits) AS s FROM t RIGHT JOIN u ON t.id = u.id AND"
                + " t.flag"),
        plain(
            "SELECT count(*) AS n, count(small) AS a, count(visits) AS b, sum(coalesce(small, 0) *"
                + " coalesce(visits, 1)) AS p FROM t FULL OUTER JOIN u ON t.id = u.id"),
        plain("SELECT count(*) AS n FROM t LEFT SEMI JOIN u ON t.id = u.id AND u.visits > 10"),
        plain("SELECT count(*) AS n FROM t LEFT ANTI JOIN u ON t.grp = u.grp"),
        plain(
            "SELECT sum(x.visits - y.visits) AS s FROM u x JOIN u y ON x.id = y.id AND x.grp <=>"
                + " y.grp"),
        grouped("SELECT u.grp, sum(price) AS s FROM t JOIN u USING (id) GROUP BY u.grp"),
        Arguments.of(
            "SELECT name, sum(price * share) AS s, count(*) AS n FROM t LEFT JOIN regions USING"
                + " (code) GROUP BY name",
            "dimensions: {name: {values: ['North, far', South]}}\n"),
        plain("SELECT count(*) AS n, sum(share) AS s FROM regions LEFT JOIN t USING (code)"),
        plain(
            "WITH a AS (SELECT id, price FROM t WHERE flag), b AS (SELECT id, sum(price) AS total,"
                + " count(*) AS n FROM a GROUP BY id) SELECT sum(total) AS s, count(*) AS c, sum(n)"
                + " AS n FROM b WHERE total > 10"),
        plain(
            "WITH a AS (SELECT id, price FROM t WHERE small > 0) SELECT sum(x.price - y.price) AS"
                + " s, count(*) AS n FROM a x JOIN a y ON x.id = y.id"),
        plain(
            "WITH a AS (WITH b AS (SELECT id, small FROM t) SELECT id, max(small) AS m FROM b GROUP"
                + " BY id HAVING count(*) > 2) SELECT sum(m) AS s FROM a"),
        plain(
            "SELECT sum(x) AS s, count(*) AS n FROM (SELECT price AS x FROM t UNION ALL SELECT"
                + " amount FROM u)"),
        plain("SELECT count(*) AS n FROM (SELECT * FROM t)"),
        plain("SELECT count(*) AS n, sum(code) AS s FROM (SELECT DISTINCT grp, code FROM t)"),
        grouped(
            "SELECT grp, count(*) AS n FROM (SELECT DISTINCT grp, id FROM (SELECT grp, id FROM t"
                + " UNION ALL SELECT grp, id FROM u)) GROUP BY grp"),
        grouped(
            "SELECT grp, count(*) AS n FROM t WHERE id IN (SELECT id FROM u WHERE visits > 5) GROUP"
                + " BY grp"),
        plain("SELECT count(*) AS n FROM t WHERE (id, grp) IN (SELECT id, grp FROM u)"),
        plain("SELECT count(*) AS n FROM t WHERE id NOT IN (SELECT id FROM u WHERE visits > 12)"),
        plain(
            "SELECT count(*) AS n FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.id = t.id AND"
                + " u.amount > t.price)"),
        plain("SELECT sum(small) AS n FROM t WHERE NOT EXISTS (SELECT * FROM u WHERE u.id = t.id)"),
        plain("SELECT count(*) AS n FROM t WHERE price > (SELECT avg(amount) FROM u)"),
        plain(
            "SELECT count(*) AS n FROM t WHERE price > (SELECT max(amount) - 900 FROM u WHERE u.id"
                + " = t.id) OR id IN (SELECT id FROM u WHERE visits = 3)"),
        plain(
            "SELECT sum(n) AS s, sum(total) AS t FROM (SELECT id, (SELECT count(*) FROM u WHERE"
                + " u.id = t.id) AS n, (SELECT sum(visits) FROM u WHERE u.id = t.id) AS total FROM"
                + " t)"),
        plain(
            "SELECT sum(a) AS s, sum(m) AS m, sum(CASE WHEN any THEN 1 ELSE 0 END) AS f, sum(d) AS"
                + " d FROM (SELECT id, avg(price) AS a, min(small) AS m, bool_or(flag) AS any,"
                + " count(DISTINCT grp) AS d FROM t GROUP BY id)"),
        plain(
            "SELECT sum(y) AS a, sum(x) AS s FROM (SELECT CASE WHEN count(*) > 1 THEN"
                + " CAST(sum(visits) AS decimal(20,0)) / count(*) END AS y, sum(visits) FILTER"
                + " (WHERE amount > 10) AS x, count_if(visits > 3) AS c FROM u GROUP BY grp)"),
        Arguments.of(
            "SELECT year(d) AS y, count(*) AS n FROM (SELECT id, max(day) AS d FROM t GROUP BY id)"
                + " GROUP BY year(d)",
            "dimensions: {y: {range: [1990, 2030]}}\n"),
        plain(
            "SELECT count(DISTINCT k) AS n FROM (SELECT t.id AS k FROM t JOIN u ON t.id = u.id)"));
  }

  private static Arguments plain(String sql) {
    return Arguments.of(sql, "");
  }

  private static Arguments grouped(String sql) {
    return Arguments.of(sql, GRP);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void answer_overRelatedTables_equalsPlainSpark(String sql, String more) {
    JobDefinition job = Related.job(sql, more);
    Map<String, byte[]> files = Related.files(job);
    Related rows = new Related(new Random(SEED));
    List<Map<String, Dataset<Row>>> parts = new ArrayList<>();
    for (int size : new int[] {60, 0, 25}) {
      parts.add(rows.tables(size));
    }
    Answer pooled = new PooledQuery(TestSession.get(), job, sql, files).answer(parts, Map.of());
    Answer federated = new Federation(TestSession.get(), job, sql, files).answers(parts, Map.of());
    assertEquals(
        Optional.empty(),
        federated.difference(pooled),
        () -> "seed " + SEED + ": " + federated.toJson() + "\n" + pooled.toJson());
  }
}
