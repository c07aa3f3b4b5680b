package io.tributary.cli.jobs.explain;

import io.tributary.protocol.job.Release;
import java.util.Optional;

/** Release rules in words. */
final class ReleaseWords {
  private ReleaseWords() {}

  static String of(Optional<Release> release) {
    if (release.isEmpty()) {
      return "The job has no release rules: repositories will refuse it.";
    }
    if (release.get() instanceof Release.Open open) {
      return "Every group may be read, however small, because: " + open.reason() + ".";
    }
    Release.Guarded rules = (Release.Guarded) release.get();
    StringBuilder words = new StringBuilder("A group may be read only if it has at least ");
    words.append(rules.minSubjects()).append(' ');
    words.append(rules.subjects().map(s -> "distinct values of " + s).orElse("rows"));
    words.append(" without those of its largest contributor");
    rules
        .dominance()
        .ifPresent(
            d ->
                words
                    .append(", and its largest ")
                    .append(d.n() == 1 ? "contributor holds" : d.n() + " contributors hold")
                    .append(" at most ")
                    .append(d.k())
                    .append(" percent of it"));
    rules
        .pPercent()
        .ifPresent(
            p ->
                words
                    .append(", and what its two largest contributors leave is at least ")
                    .append(p)
                    .append(" percent of the largest"));
    words.append(
        "; a margin only if that holds of what the hidden groups below it add up to, too.");
    words.append(" At least ").append(rules.minOrganisations());
    return words.append(" organisations must contribute besides the asker's own.").toString();
  }
}
