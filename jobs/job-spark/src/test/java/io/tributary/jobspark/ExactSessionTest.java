package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tributary.protocol.job.Answer;
import io.tributary.protocol.job.JobDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is proven never to fail must not fail after Spark's optimizer has moved constants and
 * conditions to other columns, and sums into another order.
 */
class ExactSessionTest {
  private static final String JOB =
      """
      name: rules
      title: Rules of the optimizer
      inputs:
        a:
          columns:
            id: {type: int, bounds: [1, 10]}
            deep: {type: int, bounds: [-2147480000, -2147479000]}
        b:
          columns:
            id: {type: int, bounds: [0, 10]}
      limits: {rows: 1000, seconds: 60}
      repositories: {minimum: 2, maximum: 3}
      """;
  private static final String PARAMETER = "parameters: {p: {type: int, range: [0, 9]}}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          SELECT count(*) AS n FROM a JOIN b ON a.id = b.id WHERE 10 DIV a.id > 1            | 1
          SELECT count(*) AS n FROM a, b WHERE a.id = b.id AND b.id = 0 AND 10 DIV a.id > 1  | 0
          SELECT count(*) AS n FROM a, b WHERE a.id = b.id AND a.id = :p AND 10 DIV a.id > 1 | 0
          SELECT count(*) AS n FROM a WHERE id IN (SELECT 10 DIV CASE WHEN id > 0 THEN 5 ELSE 10 END FROM b) | 1
          SELECT sum(CASE WHEN x <> 0 THEN 9 DIV x END) AS n FROM (SELECT 0 AS x FROM a UNION ALL SELECT id FROM b) | 4
          SELECT sum(deep + 2147480000 + 2147480000) AS n FROM a, b WHERE a.id = b.id      | 2147480001
          """)
  void answer_whereOneColumnCannotBeZeroAndAnotherCan_doesNotFail(String sql, long expected) {
    JobDefinition job = Samples.parse(JOB + (sql.contains(":p") ? PARAMETER : ""));
    Map<String, String> given = sql.contains(":p") ? Map.of("p", "0") : Map.of();
    Map<String, Dataset<Row>> tables =
        Map.of(
            "a", rows("id int, deep int", RowFactory.create(2, -2_147_479_999)),
            "b", rows("id int", RowFactory.create(0), RowFactory.create(2)));
    Answer federated = new Federation(TestSession.get(), job, sql).answers(List.of(tables), given);
    Answer pooled = new PooledQuery(TestSession.get(), job, sql).answer(List.of(tables), given);
    assertEquals(List.of(List.of(expected)), federated.rows());
    assertEquals(Optional.empty(), federated.difference(pooled));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT sum(x) AS n FROM (SELECT (SELECT count(*) FROM b WHERE b.id = a.id AND 9 DIV a.id >"
            + " b.id) AS x FROM a)",
        "SELECT sum(x) AS n FROM (SELECT (SELECT sum(q) FROM (SELECT 9 DIV a.id AS q FROM b WHERE"
            + " b.id <=> a.id)) AS x FROM a)"
      })
  void compile_whereSparkTakesInnerColumnThatCanBeZero_refused(String sql) {
    JobDefinition job = Samples.parse(JOB);
    CompileException refusal =
        assertThrows(CompileException.class, () -> Compiler.compile(job, sql));
    assertTrue(refusal.getMessage().contains("divide by zero"), refusal::getMessage);
  }

  private static Dataset<Row> rows(String schema, Row... rows) {
    return TestSession.get().createDataFrame(List.of(rows), StructType.fromDDL(schema));
  }
}
