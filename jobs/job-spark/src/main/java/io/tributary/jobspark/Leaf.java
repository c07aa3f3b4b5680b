package io.tributary.jobspark;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.JobDefinition.Input;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;

/**
 * A place in the source where an input is read. The same input can be read in several places.
 *
 * @param attributes its columns there, as declared
 */
record Leaf(Input input, List<Attribute> attributes) {

  /** The leaves of a source, sub-queries included, in the order of the text. */
  static List<Leaf> of(JobDefinition job, LogicalPlan source) {
    List<Leaf> leaves = new ArrayList<>();
    Trees.everywhere(
        source,
        plan -> {
          if (plan instanceof SubqueryAlias alias
              && alias.child() instanceof LocalRelation relation) {
            leaves.add(new Leaf(input(job, alias), Trees.list(relation.output())));
          }
        });
    return leaves;
  }

  /** The input that the resolver put under this name. */
  static Input input(JobDefinition job, SubqueryAlias alias) {
    return Guard.input(job, alias.identifier().name()).orElseThrow();
  }
}
