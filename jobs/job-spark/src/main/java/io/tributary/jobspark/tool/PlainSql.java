package io.tributary.jobspark.tool;

import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.ParameterValues;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What plain Spark is given when it runs the SQL of a job by itself. */
final class PlainSql {
  private PlainSql() {}

  /** Parameters in the types that Spark takes from Java; those not given have their defaults. */
  static Map<String, Object> parameters(JobDefinition job, Map<String, String> given) {
    Map<String, Object> typed =
        new HashMap<>(ParameterValues.typed(job, new TreeMap<>(ParameterValues.check(job, given))));
    job.parameters().forEach(p -> typed.compute(p.name(), (name, value) -> p.type().boxed(value)));
    return typed;
  }
}
