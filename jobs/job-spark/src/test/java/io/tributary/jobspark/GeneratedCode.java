package io.tributary.jobspark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** What is asserted of local plans over one table. */
final class GeneratedCode {
  private GeneratedCode() {}

  /** One aggregation, its two halves in code that Spark generates. */
  static void assertOnePass(LogicalPlan local) {
    String plan =
        SparkCells.ofRows(TestSession.get(), local).queryExecution().executedPlan().toString();
    assertEquals(2, plan.lines().filter(l -> l.contains("HashAggregate")).count(), plan);
    assertTrue(
        plan.lines().filter(l -> l.contains("HashAggregate")).allMatch(l -> l.contains("*(")),
        plan);
    assertFalse(plan.contains("ObjectHashAggregate") || plan.contains("SortAggregate"), plan);
  }
}
