package io.tributary.cli.demo;

import io.tributary.cli.error.UsageErrors;
import io.tributary.cli.query.Session;
import io.tributary.protocol.job.JobDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a person gave for the parameters of all jobs of a demo: each takes those it has. */
record DemoParameters(Map<String, String> given) {
  DemoParameters {
    given = Map.copyOf(given);
  }

  /** Refuses what no job takes, and values that a job does not take. */
  void check(List<JobDefinition> jobs) {
    for (String name : given.keySet()) {
      if (jobs.stream().noneMatch(job -> takes(job, name))) {
        throw UsageErrors.badParameter(
            "no job of this demo has a parameter " + name,
            "the jobs are " + String.join(", ", jobs.stream().map(JobDefinition::name).toList()));
      }
    }
    jobs.forEach(this::of);
  }

  /** The checked parameters of one job. */
  SortedMap<String, String> of(JobDefinition job) {
    Map<String, String> own = new LinkedHashMap<>(given);
    own.keySet().removeIf(name -> !takes(job, name));
    return Session.parameters(job, own);
  }

  private static boolean takes(JobDefinition job, String name) {
    return job.parameters().stream().anyMatch(parameter -> parameter.name().equals(name));
  }
}
