package io.tributary.cli.jobs.explain;

import io.tributary.mpc.noise.Zcdp;
import io.tributary.protocol.job.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Release rules in words. */
final class ReleaseWords {
  /** Said of jobs that round. */
  static final String ROUNDED =
      "Whether a group may be read is decided by the exact counts, which nobody sees; the nodes"
          + " round inside their computation. A total is the sum of its rounded groups: rounded by"
          + " itself it would tell more about them.";

  private ReleaseWords() {}

  static String of(Optional<Release> release) {
    if (release.isEmpty()) {
      return "The job has no release rules: repositories will refuse it.";
    }
    if (release.get() instanceof Release.Open open) {
      return "Every group may be read, however small, because: " + open.reason() + ".";
    }
    if (release.get() instanceof Release.Noised noised) {
      return noised(noised);
    }
    Release.Guarded rules = (Release.Guarded) release.get();
    StringBuilder words = new StringBuilder("A group may be read only if it has at least ");
    words.append(rules.minSubjects()).append(' ');
    words.append(rules.subjects().map(s -> "distinct values of " + s).orElse("rows"));
    words.append(
        rules.overlap()
            ? " at one repository of each of two organisations (one person may be known to several,"
                + " so that counts do not add up; and one repository alone may have invented some)"
            : " without those of its largest contributor");
    rules
        .dominance()
        .ifPresent(
            d ->
                words
                    .append(", and its largest ")
                    .append(d.n() == 1 ? "contributor holds" : d.n() + " contributors hold")
                    .append(" at most ")
                    .append(d.k())
                    .append(" percent of it, in ")
                    .append(quantities(d.of())));
    rules
        .pPercent()
        .ifPresent(
            p ->
                words
                    .append(", and what its two largest contributors leave is at least ")
                    .append(p.percent())
                    .append(" percent of the largest, in ")
                    .append(quantities(p.of())));
    words.append(
        "; a margin only if that holds of what the hidden groups below it add up to, too. The same"
            + " must hold of the rows on which each aggregate rests.");
    words.append(" At least ").append(rules.minOrganisations());
    return words.append(" organisations must contribute besides the asker's own.").toString();
  }

  /** By what contributors are compared. */
  private static String quantities(Release.Quantities of) {
    List<String> all = new ArrayList<>();
    if (of.subjects()) {
      all.add("numbers of these");
    }
    of.sums().forEach(sum -> all.add("sums of " + sum));
    return String.join(" as in ", all);
  }

  private static String noised(Release.Noised rules) {
    StringBuilder words =
        new StringBuilder(
            "Every count and sum is answered with noise, so that no answer tells whether ");
    words.append(rules.subjects().map(s -> "any one " + s).orElse("any one row"));
    words.append(" is in the data: ").append(loss(rules.loss())).append(". ");
    rules
        .subjects()
        .ifPresent(
            s -> {
              words.append("At most ").append(rules.rows()).append(" rows of each ").append(s);
              words.append(" count at a repository");
              words.append(
                  rules.repositories() == 1
                      ? ", and the promise is for one repository's rows of them. "
                      : ", at up to " + rules.repositories() + " repositories. ");
            });
    words
        .append("A group may be read only if its noisy row count is at least ")
        .append(rules.leastRows())
        .append("; no exact count leaves a repository. At least ")
        .append(rules.minOrganisations())
        .append(" organisations must contribute besides the asker's own");
    words.append(
        rules.corrupt() == 0
            ? ", and the noise of all of them is needed."
            : "; the noise of " + rules.honest() + " of them is enough.");
    return words
        .append(
            " Each new answer is charged to a privacy budget at every repository; the same question"
                + " again gets the same answer, for four weeks, and costs nothing.")
        .toString();
  }

  /** In the terms in which people know it. */
  private static String loss(Zcdp loss) {
    return String.format(
        Locale.ROOT,
        "one answer costs each rho %s, which is epsilon %.3g at delta 0.000001",
        loss.decimalRho().toPlainString(),
        Math.ceil(loss.epsilon(1e-6) * 1000) / 1000);
  }
}
