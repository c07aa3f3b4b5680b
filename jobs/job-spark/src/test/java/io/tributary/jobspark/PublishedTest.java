package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a column's values become before anything is computed. */
@Tag("threat-16")
class PublishedTest {
  private static JobDefinition job(String type) {
    return Samples.parse(
        """
        name: published
        title: Published
        inputs: {t: {columns: {x: {%s}}}}
        limits: {rows: 1000, seconds: 60}
        """
            .formatted(type));
  }

  private static Tally tally(JobDefinition job, String sql, Dataset<Row> rows) {
    Answer pooled = new PooledQuery(TestSession.get(), job, sql).answer(rows, Map.of());
    Federation federation = new Federation(TestSession.get(), job, sql);
    assertEquals(Optional.empty(), federation.answer(List.of(rows), Map.of()).difference(pooled));
    return federation.tally(rows, Map.of());
  }

  private static Dataset<Row> rows(String type, String... values) {
    String list =
        String.join(
            ", ", Arrays.stream(values).map(v -> "CAST(" + v + " AS " + type + ")").toList());
    return TestSession.get().sql("SELECT explode(array(" + list + ")) AS x");
  }

  @Test
  void doubles_areDecimalsOfTheirScale_nanIsNull_infinitiesAreBounds() {
    JobDefinition job = job("type: double, scale: 2, bounds: [-10, 10.5]");
    Dataset<Row> rows =
        rows(
            "double",
            "'NaN'",
            "'Infinity'",
            "'-Infinity'",
            "1e300",
            "-0.0",
            "0.005",
            "-0.005",
            "2.675",
            "10.499999",
            "NULL",
            "10.5",
            "-10");
    Tally tally = tally(job, "SELECT count(*) AS n, count(x) AS c, sum(x) AS s FROM t", rows);
    assertEquals(12, tally.rows());
    // NaN, both infinities and 1e300.
    assertEquals(4, tally.moved());
    // 10.50 - 10.00 + 10.50 + 0.00 + 0.01 - 0.01 + 2.68 + 10.50 + 10.50 - 10.00
    BigDecimal sum = new BigDecimal(tally.cells().get(2), 2);
    assertEquals(new BigDecimal("24.68"), sum);
  }

  @Test
  void floats_areReadAsTheDoublesTheyAre() {
    JobDefinition job = job("type: float, scale: 1, bounds: [0, 1]");
    Tally tally =
        tally(
            job, "SELECT sum(x) AS s FROM t", rows("float", "0.05", "0.15", "0.25", "2", "'NaN'"));
    assertEquals(2, tally.moved());
    assertEquals(
        BigDecimal.valueOf((double) 0.05f)
            .setScale(1, java.math.RoundingMode.HALF_UP)
            .add(BigDecimal.valueOf((double) 0.15f).setScale(1, java.math.RoundingMode.HALF_UP))
            .add(new BigDecimal("0.3"))
            .add(BigDecimal.ONE)
            .unscaledValue(),
        tally.cells().get(2));
  }

  @Test
  void dates_goToTheirBounds_orToTheCalendars() {
    Tally declared =
        tally(
            job("type: date, bounds: [2000-01-01, 2009-12-31]"),
            "SELECT sum(year(x)) AS s FROM t",
            rows("date", "'1999-12-31'", "'2004-02-29'", "'2010-01-01'", "NULL"));
    assertEquals(2, declared.moved());
    assertEquals(2000 + 2004 + 2009, declared.cells().get(2).intValueExact());
    Tally free =
        tally(
            job("type: date"),
            "SELECT sum(year(x)) AS s FROM t",
            rows("date", "'-0044-03-15'", "'+12000-01-01'", "'2020-01-01'"));
    assertEquals(2, free.moved());
    assertEquals(1 + 9999 + 2020, free.cells().get(2).intValueExact());
  }

  @Test
  void timestamps_areInUtc_withoutDaylightSaving() {
    Tally hours =
        tally(
            job("type: timestamp, bounds: ['2020-03-28 00:00:00', '2020-03-30 00:00:00']"),
            "SELECT sum(hour(x)) AS s FROM t",
            rows(
                "timestamp",
                "'2020-03-29 02:30:00'",
                "'2020-03-29 02:30:00+02:00'",
                "'2020-03-29 02:30:00 Europe/Berlin'",
                "'2021-01-01 05:00:00'"));
    assertEquals(1, hours.moved());
    assertEquals(2 + 0 + 1 + 0, hours.cells().get(2).intValueExact());
    Tally local =
        tally(
            job("type: timestamp_ntz"),
            "SELECT sum(minute(x + INTERVAL '90' MINUTE)) AS s FROM t",
            rows("timestamp_ntz", "'2020-03-29 02:30:00'", "'1969-12-31 23:59:59'"));
    assertEquals(0 + 29, local.cells().get(2).intValueExact());
  }
}
