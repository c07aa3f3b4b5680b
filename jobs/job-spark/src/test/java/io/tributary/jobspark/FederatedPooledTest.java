package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The federated answer is plain Spark's over the pooled rows, for uneven and empty splits. */
class FederatedPooledTest {
  private static final long SEED = 20261121;
  private static final int ROWS = 600;

  private static final String GRP = "dimensions: {grp: {values: [c, a, b]}}\n";
  private static final String LONG_DOMAIN =
      "dimensions: {grp: {other: zebra, values: ["
          + IntStream.range(0, 60).mapToObj(i -> "g" + i).collect(Collectors.joining(", "))
          + ", zebra, a, b]}}\n";

  static Stream<Arguments> queries() {
    return Stream.of(
        Arguments.of("", "SELECT count(*) AS n FROM t"),
        Arguments.of("", "SELECT sum(price) AS s, avg(price) AS a, count(price) AS n FROM t"),
        Arguments.of("", "SELECT count(*) AS n, sum(small) AS s FROM t WHERE code > 100"),
        Arguments.of(
            GRP,
            "SELECT grp, count(*), count(small), count(grp), sum(small), avg(small),"
                + " var_pop(small), var_samp(small), variance(small), stddev_pop(small),"
                + " stddev_samp(small), stddev(small), std(small) FROM t GROUP BY grp"),
        Arguments.of(
            GRP,
            "SELECT grp, sum(price * rate) AS s, avg(price * (1 - rate)) AS a,"
                + " stddev(price) AS d FROM t WHERE rate IS NOT NULL GROUP BY grp"),
        Arguments.of(LONG_DOMAIN, "SELECT grp, sum(rate) AS s, avg(rate) AS a FROM t GROUP BY grp"),
        Arguments.of(
            "dimensions: {code: {range: [0, 7], other: -1}, flag: {values: [true, false]}}\n",
            "SELECT flag, code, count(*) AS n, sum(sure) AS s, var_samp(sure) AS v FROM t"
                + " GROUP BY code, flag"),
        Arguments.of(
            "dimensions: {band: {values: [low, high]}}\n",
            "SELECT CASE WHEN small < 0 THEN 'low' WHEN small < 500 THEN 'high' END AS band,"
                + " avg(huge) AS a, sum(huge) AS s FROM t GROUP BY band"),
        Arguments.of(
            "dimensions: {y: {values: [2020, 2021], other: 0}}\n",
            "SELECT year(day) AS y, sum(CASE WHEN price > 10 AND grp <> 'a' THEN price ELSE 0 END)"
                + " AS s, count(CASE WHEN flag THEN 1 END) AS n FROM t GROUP BY year(day)"),
        Arguments.of(
            GRP
                + "parameters: {who: {type: string, default: a}, most: {type: int, range: [0, 9],"
                + " default: 5}}\n",
            "SELECT grp, sum(small * :most) AS s FROM t WHERE grp <> :who OR code BETWEEN 1 AND"
                + " :most GROUP BY grp"),
        Arguments.of(
            GRP,
            "SELECT grp, sum(price) / count(*) AS p, 100 * count(price) / count(*) AS q,"
                + " (sum(small) + 1) * 2 AS r, -avg(small) AS m, sum(rate) / sum(sure + 1) AS z,"
                + " CAST(avg(price) AS decimal(20,1)) AS c FROM t GROUP BY grp"),
        Arguments.of(
            "dimensions: {day: {values: ['2020-01-01', '2020-01-02'], other: '1970-01-01'}}\n",
            "SELECT day, count(*) AS n FROM t WHERE coalesce(small, 0) % 3 <> 1 AND (grp LIKE"
                + " 'z%' OR upper(grp) IN ('A', 'B')) GROUP BY day"),
        Arguments.of(
            GRP,
            "SELECT grp, sum(small) FILTER (WHERE flag) AS s, count(*) FILTER (WHERE code > 3) AS"
                + " n, avg(price) FILTER (WHERE rate > 0.5) AS a, count_if(flag) AS c,"
                + " bool_and(flag) AS b, bool_or(flag) AS o FROM t GROUP BY grp HAVING count(*) >"
                + " 20 ORDER BY s DESC LIMIT 3"),
        Arguments.of(
            GRP,
            "SELECT grp, covar_pop(small, code) AS a, covar_samp(price, rate) AS b, corr(small,"
                + " price) AS c, skewness(small) AS d, kurtosis(small) AS e, regr_slope(small,"
                + " code) AS f, regr_intercept(price, code) AS g, regr_r2(small, code) AS h,"
                + " regr_count(small, code) AS i, regr_avgx(small, code) AS j, regr_avgy(small,"
                + " code) AS k, regr_sxx(small, code) AS l, regr_sxy(small, code) AS m,"
                + " regr_syy(small, code) AS n FROM t GROUP BY grp"),
        Arguments.of(
            GRP,
            "SELECT grp, min(code) AS a, max(code) AS b, median(code) AS c, percentile(code, 0.9)"
                + " AS d, percentile_disc(0.3) WITHIN GROUP (ORDER BY code) AS e, mode(code, true)"
                + " AS f, max(code) - min(code) AS g, min(code) FILTER (WHERE flag) AS h,"
                + " percentile_cont(0.25) WITHIN GROUP (ORDER BY code DESC) AS i,"
                + " approx_percentile(code, 0.5) AS j FROM t GROUP BY grp"),
        Arguments.of(
            "bins: {price: {from: 0, to: 50000, width: 500}, day: {from: '2020-01-01', to:"
                + " '2022-12-31', width: 7}, who: {values: [a, b], other: c}}\n",
            "SELECT median(price) AS m, min(price) AS lo, max(price) AS hi, min(day) AS first,"
                + " max(day) AS last, mode(grp, true) AS who, count(*) AS n FROM t"),
        Arguments.of(
            "dimensions: {grp: {values: [c, a, b]}, flag: {values: [true, false]}}\n",
            "SELECT grp, flag, grouping(grp) AS g, grouping_id() AS i, count(*) AS n, sum(small) AS"
                + " s, max(code) AS m FROM t GROUP BY ROLLUP(grp, flag)"),
        Arguments.of(
            "dimensions: {grp: {values: [c, a, b]}, flag: {values: [true, false]}}\n",
            "SELECT flag, grp, avg(small) AS s FROM t GROUP BY CUBE(flag, grp) HAVING grouping(grp)"
                + " = 0 ORDER BY s NULLS LAST, flag LIMIT 5 OFFSET 2"),
        Arguments.of(
            "dimensions: {grp: {values: [c, a, b]}, flag: {values: [true, false]}}\n",
            "SELECT grp, flag, count(*) AS n FROM t GROUP BY GROUPING SETS ((grp), (flag), ())"),
        Arguments.of(
            GRP,
            "SELECT coalesce(grp, 'none') AS label, grp, CASE WHEN sum(small) > 0 THEN 'up' WHEN"
                + " sum(small) IS NULL THEN 'none' ELSE 'down' END AS trend, round(avg(price), 1)"
                + " AS r, sqrt(count(*)) AS q, greatest(count(small), count(price)) AS g,"
                + " abs(sum(small)) AS b, sum(price) / nullif(count(rate), 0) AS z,"
                + " ceil(avg(price)) AS k, count(*) % 7 AS w, avg(small) BETWEEN -5 AND 5 AS v FROM"
                + " t GROUP BY grp ORDER BY q DESC"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void answer_overUnevenAndEmptySplits_equalsPlainSpark(String more, String sql) {
    JobDefinition job = Samples.job(more);
    List<Row> rows = new RandomRows(new Random(SEED)).rows(ROWS);
    Answer pooled =
        new PooledQuery(TestSession.get(), job, sql).answer(RandomRows.data(rows), Map.of());
    Federation federation = new Federation(TestSession.get(), job, sql);
    for (int parts : new int[] {1, 3, 7}) {
      Answer federated = federation.answer(RandomRows.split(rows, parts), Map.of());
      assertEquals(
          Optional.empty(),
          federated.difference(pooled),
          () -> "seed " + SEED + ": " + federated.toJson() + "\n" + pooled.toJson());
    }
  }

  @Test
  void answer_emptyFederation_isSparksAnswerOverNothing() {
    String total = "SELECT count(*) AS n, sum(price) AS s, stddev(small) AS d FROM t";
    Federation all = new Federation(TestSession.get(), Samples.job(""), total);
    assertEquals(
        "[[0,null,null]]",
        all.answer(List.of(RandomRows.data(List.of())), Map.of())
            .toJson()
            .replaceAll(".*\"rows\":(.*)}", "$1"));
    Federation grouped =
        new Federation(
            TestSession.get(), Samples.job(GRP), "SELECT grp, count(*) AS n FROM t GROUP BY grp");
    assertTrue(grouped.answer(List.of(RandomRows.data(List.of())), Map.of()).rows().isEmpty());
  }

  @Test
  @Tag("threat-16")
  void cells_valueFarBeyondItsBound_countsAsTheBound() {
    JobDefinition job =
        Samples.parse(
            """
            name: clamp
            title: Clamp
            inputs: {t: {columns: {sure: {type: bigint, bounds: [0, 100]}}}}
            """);
    Federation federation = new Federation(TestSession.get(), job, "SELECT sum(sure) AS s FROM t");
    Dataset<Row> rows =
        TestSession.get().range(0, 1).selectExpr("explode(array(1099511627776L, -5L, 7L)) AS sure");
    Tally tally = federation.tally(rows, Map.of());
    assertEquals(107, tally.cells().get(2).intValueExact());
    assertEquals(2, tally.moved());
  }

  /** Subjects at one repository each: rows are split by subject. */
  @Test
  void countDistinct_disjointSubjects_equalsPlainSpark() {
    JobDefinition job =
        Samples.parse(
            """
            name: subjects
            title: Subjects
            subjects: disjoint
            inputs: {t: {subject: who, columns: {who: {type: int}, grp: {type: string}}}}
            dimensions: {grp: {values: [a, b]}}
            """);
    String sql =
        "SELECT grp, count(DISTINCT who) AS n, count(DISTINCT who) FILTER (WHERE who % 2 = 0) AS e,"
            + " count(*) AS c FROM t GROUP BY CUBE(grp)";
    Dataset<Row> rows =
        TestSession.get()
            .range(0, 500)
            .selectExpr(
                "CAST(nullif(id % 50, 13) AS INT) AS who",
                "element_at(array('a', 'b', 'z'), CAST(id % 7 % 3 + 1 AS INT)) AS grp");
    List<Dataset<Row>> parts =
        List.of(rows.filter("who < 20"), rows.filter("who >= 20"), rows.filter("who IS NULL"));
    Answer pooled = new PooledQuery(TestSession.get(), job, sql).answer(rows, Map.of());
    Answer federated = new Federation(TestSession.get(), job, sql).answer(parts, Map.of());
    assertEquals(Optional.empty(), federated.difference(pooled), federated::toJson);
    assertEquals(4, federated.rows().size());
  }

  @Test
  void localPlan_isOnePassInGeneratedCode() {
    Federation federation =
        new Federation(
            TestSession.get(),
            Samples.job(GRP),
            "SELECT grp, sum(price * (1 - rate)), stddev(price), sum(huge) FROM t GROUP BY grp");
    GeneratedCode.assertOnePass(
        federation.plan(RandomRows.data(new RandomRows(new Random(1)).rows(1)), Map.of()));
  }
}
