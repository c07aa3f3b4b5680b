package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Input;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.LeftAnti$;
import org.apache.spark.sql.catalyst.plans.LeftSemi$;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Join;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.Union;

/**
 * The most rows a part of the source can have, when no table of a repository has more rows than the
 * job's limit; that is checked when the job runs.
 */
final class RowCounts {
  private final JobDefinition job;
  private final PublicTables tables;

  RowCounts(JobDefinition job, PublicTables tables) {
    this.job = job;
    this.tables = tables;
  }

  /** Whether the proofs for a source rely on the number of rows of the tables. */
  static boolean matter(LogicalPlan source) {
    boolean[] aggregates = {false};
    Trees.everywhere(source, plan -> aggregates[0] |= plan instanceof Aggregate);
    return aggregates[0];
  }

  BigDecimal most(LogicalPlan plan) {
    if (plan instanceof SubqueryAlias alias && alias.child() instanceof LocalRelation) {
      Input input = Leaf.input(job, alias);
      return BigDecimal.valueOf(input.isPublic() ? tables.rows(input) : job.limits().rows());
    }
    if (plan instanceof Aggregate aggregate && aggregate.groupingExpressions().isEmpty()) {
      return BigDecimal.ONE;
    }
    List<BigDecimal> parts = Trees.list(plan.children()).stream().map(this::most).toList();
    if (plan instanceof Union) {
      return parts.stream().reduce(BigDecimal::add).orElse(BigDecimal.ZERO);
    }
    if (plan instanceof Join join && !isHalf(join)) {
      BigDecimal left = parts.get(0);
      BigDecimal right = parts.get(1);
      // Outer joins keep the rows that find no partner.
      return left.multiply(right).add(left).add(right);
    }
    return parts.isEmpty() ? BigDecimal.ONE : parts.get(0);
  }

  private static boolean isHalf(Join join) {
    return join.joinType() == LeftSemi$.MODULE$ || join.joinType() == LeftAnti$.MODULE$;
  }
}
