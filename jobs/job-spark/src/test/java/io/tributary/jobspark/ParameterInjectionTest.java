package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tributary.protocol.job.JobDefinition;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters are values: no text can change what a query does. */
@Tag("threat-7")
class ParameterInjectionTest {
  private static final JobDefinition JOB =
      Samples.parse(
          """
          name: who
          title: Who
          inputs: {t: {columns: {grp: {type: string}}}}
          parameters: {who: {type: string}}
          """);
  private static final String SQL = "SELECT count(*) AS n FROM t WHERE grp = :who";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x' OR '1'='1",
        "x'; DROP TABLE t; --",
        "') UNION SELECT count(*) FROM csv.`/etc/passwd` --",
        ":who",
        "${who}",
        "\\' OR true --",
        "\u0000",
        "*/ OR 1=1 /*",
        "x\nOR 1=1",
        "reflect('java.lang.System','exit',0)"
      })
  void plan_hostileValue_keepsItsShape(String hostile) {
    Dataset<Row> rows =
        TestSession.get()
            .createDataFrame(
                List.of(RowFactory.create("a"), RowFactory.create(hostile)),
                StructType.fromDDL("grp string"));
    Federation federation = new Federation(TestSession.get(), JOB, SQL);
    assertEquals(shape(federation, rows, "a"), shape(federation, rows, hostile));
    assertEquals(1, federation.tally(rows, Map.of("who", hostile)).rows());
  }

  /** Classes of all nodes and expressions of the resolved plan, in order. */
  private static String shape(Federation federation, Dataset<Row> rows, String value) {
    LogicalPlan plan = federation.plan(rows, Map.of("who", value));
    StringBuilder shape = new StringBuilder();
    walk(SparkCells.logical(SparkCells.ofRows(TestSession.get(), plan)), shape);
    return shape.toString();
  }

  private static void walk(LogicalPlan plan, StringBuilder shape) {
    shape.append(plan.nodeName()).append('(');
    Trees.list(plan.expressions()).forEach(e -> walk(e, shape));
    shape.append(") ");
    Trees.list(plan.children()).forEach(child -> walk(child, shape));
  }

  private static void walk(Expression expression, StringBuilder shape) {
    shape.append(expression.getClass().getSimpleName()).append(' ');
    Trees.children(expression).forEach(child -> walk(child, shape));
  }
}
