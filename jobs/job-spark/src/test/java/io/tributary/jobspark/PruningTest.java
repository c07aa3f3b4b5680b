package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PruningTest {
  private static final String JOB =
      """
      name: pruned
      title: Pruned
      inputs:
        t:
          columns:
            n: {type: int, bounds: [0, 100]}
            d: {type: date}
            m: {type: "decimal(9,2)", bounds: [-10, 10]}
            x: {type: double, scale: 1, bounds: [0, 9]}
            s: {type: string}
      limits: {rows: 1000, seconds: 60}
      """;
  private static final StructType SCHEMA =
      StructType.fromDDL("n int, d date, m decimal(9,2), x double, s string");

  private static final String PARAMETER = "parameters: {p: {type: int, range: [0, 100]}}\n";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n > 50",
        "50 > n",
        "n = 99",
        "n BETWEEN 1 AND 99",
        "n >= :p - 1",
        "n > 50 AND x > 1",
        "s = 'a' AND n < 7",
        "d >= DATE '2020-01-01'",
        "d < DATE '2020-01-01' + INTERVAL '1' YEAR",
        "m <= 9.99",
        "m > 3",
        "n < 50.5",
      })
  void of_comparisonStrictlyBetweenTheBounds_isPutOverTheStoredColumn(String condition) {
    assertTrue(stored(condition).isPresent(), condition);
    Expression comparisons = stored(condition).get();
    assertFalse(Trees.contains(comparisons, CaseWhen.class), "still moved: " + comparisons);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n >= 0",
        "n > 0",
        "n <= 100",
        "n < 200",
        "n = -1",
        "n <> n + 1",
        "n <=> 50",
        "n > 50 OR s = 'a'",
        "NOT (n > 50)",
        "m >= -10.00",
        "x > 1",
        "n > NULL",
        "n > length(s)",
      })
  void of_whatCouldDifferFromTheStoredColumn_isLeftAlone(String condition) {
    assertTrue(stored(condition).isEmpty(), condition);
  }

  private Optional<Expression> stored(String condition) {
    LogicalPlan plan = federation(condition).plan(rows(), parameters(condition));
    List<Filter> below =
        Stream.of(plan)
            .flatMap(PruningTest::nodes)
            .filter(Project.class::isInstance)
            .flatMap(project -> Trees.list(project.children()).stream())
            .filter(Filter.class::isInstance)
            .map(Filter.class::cast)
            .filter(filter -> nodes(filter.child()).noneMatch(Project.class::isInstance))
            .toList();
    return below.stream().map(Filter::condition).findFirst();
  }

  private static Stream<LogicalPlan> nodes(LogicalPlan plan) {
    return Stream.concat(
        Stream.of(plan), Trees.list(plan.children()).stream().flatMap(PruningTest::nodes));
  }

  @Test
  void answer_rowsOnAndBeyondTheBounds_sameAsWithoutPruning() {
    for (String condition : List.of("n > 50", "n = 99", "n < 1", "m <= 9.99", "n >= :p")) {
      Tally tally = federation(condition).tally(edges(), parameters(condition));
      long expected =
          edges()
              .selectExpr("least(greatest(n, 0), 100) AS n", "least(greatest(m, -10), 10) AS m")
              .where(condition.replace(":p", "50"))
              .count();
      assertEquals(expected, tally.rows(), condition);
    }
  }

  @Test
  void plan_filesOutsideTheCondition_areNotRead() {
    String table = folder.resolve("t").toString();
    for (int first : List.of(0, 40, 90)) {
      rows(first, first + 10).coalesce(1).write().format("delta").mode("append").save(table);
    }
    SparkSession session = Sessions.exact(TestSession.get());
    Dataset<Row> stored = session.read().format("delta").load(table);
    LogicalPlan plan = federation("n > 99").plan(stored, Map.of());
    assertEquals(1, SparkCells.ofRows(session, plan).inputFiles().length);
  }

  private static Dataset<Row> edges() {
    return rows(-7, -1, 0, 1, 49, 50, 51, 99, 100, 101, 5000);
  }

  private static boolean asks(String condition) {
    return condition.contains(":p");
  }

  private static Map<String, String> parameters(String condition) {
    return asks(condition) ? Map.of("p", "50") : Map.of();
  }

  private static Federation federation(String condition) {
    String parameter = asks(condition) ? PARAMETER : "";
    return new Federation(
        TestSession.get(),
        Samples.parse(JOB + parameter),
        "SELECT count(*) AS c FROM t WHERE " + condition);
  }

  private static Dataset<Row> rows(int... values) {
    return TestSession.get()
        .createDataFrame(
            IntStream.of(values)
                .mapToObj(
                    n ->
                        RowFactory.create(
                            n,
                            Date.valueOf("2020-01-01"),
                            BigDecimal.valueOf(n * 25L, 2),
                            1.5,
                            "a"))
                .toList(),
            SCHEMA);
  }
}
