package io.tributary.jobspark;

import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.Section;
import java.util.List;
import java.util.Optional;

/** Release rules as they are compiled: what is added up goes by its expression (PROTOCOL 3.7). */
final class ReleaseRules {
  private final JobDefinition job;
  private final Answering answering;
  private final List<Measure> measures;
  private final Problems problems;

  ReleaseRules(JobDefinition job, Answering answering, List<Measure> measures, Problems problems) {
    this.job = job;
    this.answering = answering;
    this.measures = measures;
    this.problems = problems;
  }

  /** Those of the job; what they cannot be held against is a problem. */
  Optional<Release> compiled(List<Section> sections, List<List<Integer>> sets) {
    if (!(job.release().orElse(null) instanceof Release.Guarded rules)) {
      return job.release();
    }
    SumNames names = new SumNames(answering, measures, sections.get(0).cells(), problems);
    boolean several = sets.stream().distinct().count() > 1 && answering.readsSubjects();
    RoundingRules rounded = new RoundingRules(job, measures, names, problems);
    ContributionRules compared = new ContributionRules(names, problems);
    return Optional.of(
        rules
            .naming(compared::of)
            .rounding(rules.rounding().map(each -> rounded.of(each, sections, several))));
  }
}
