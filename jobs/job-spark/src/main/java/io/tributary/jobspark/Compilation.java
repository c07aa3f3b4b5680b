package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A compiled job with the resolved expressions its local plan is made of.
 *
 * @param job the public part
 * @param query the resolved query
 * @param measures expressions in the order of the job's measures
 * @param axes expressions in the order of the job's sections with bins
 * @param ranges what is proven of all of them
 * @param tables the job's public tables
 * @param ordered the section of each order statistic, in the order of {@link Aggregates#ordered}
 */
record Compilation(
    CompiledJob job,
    Query query,
    List<Expression> measures,
    List<Expression> axes,
    Ranges ranges,
    PublicTables tables,
    List<Integer> ordered) {}
