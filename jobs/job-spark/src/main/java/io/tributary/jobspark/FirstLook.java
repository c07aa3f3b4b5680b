package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import java.util.List;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * What can be said about a query while its definition is not in order: whether it parses, and
 * whether it uses anything that no job may use.
 */
public final class FirstLook {
  private FirstLook() {}

  /** Everything found, in order; empty if all is well so far. */
  public static List<Problem> at(JobDefinition job, String sql) {
    Problems problems = new Problems(job.name());
    try {
      LogicalPlan unused = Query.guarded(job, new Resolver(job, problems).parse(sql), problems);
      return List.of();
    } catch (CompileException e) {
      return e.problems();
    }
  }
}
