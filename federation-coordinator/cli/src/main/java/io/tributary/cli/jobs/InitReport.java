package io.tributary.cli.jobs;

import io.tributary.cli.jobs.explain.Prose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a new job folder is and what its author has to decide. */
final class InitReport {
  private InitReport() {}

  static List<String> lines(Path folder, Draft draft, Sample sample, Optional<Path> from) {
    List<String> lines = new ArrayList<>();
    lines.add("started " + folder + ":");
    lines.add(
        "  job.yaml         what it reads, its parameters, and what is public about the answer");
    lines.add("  query.sql        the question, in Spark SQL");
    lines.add("  README.md        what it asks, in words for the people whose rows are counted");
    lines.add("  job.schema.json  for your editor; not part of the job");
    if (from.isEmpty()) {
      lines.add("  sample.csv       made-up rows to try it on; not part of the job");
      return lines;
    }
    lines.add("");
    lines.add("from " + Prose.count(sample.rows(), "record") + " of " + from.get() + ":");
    lines.add(
        draft
            .by()
            .map(by -> "  grouped by " + by.name() + " (another: --by COLUMN)")
            .orElse("  no column has few values, so there is one group (choose: --by COLUMN)"));
    if (!draft.of().isEmpty()) {
      List<String> of = draft.of().stream().map(SampleColumn::name).toList();
      lines.add("  totals and averages of " + Prose.list(of) + " (others: --of COLUMN,…)");
    }
    unusable(sample).ifPresent(lines::add);
    List<String> decisions = decisions(draft);
    if (!decisions.isEmpty()) {
      lines.add("");
      lines.add("decide before you publish it (look for 'check these' in job.yaml):");
      lines.addAll(decisions);
    }
    return lines;
  }

  private static List<String> decisions(Draft draft) {
    List<String> lines = new ArrayList<>();
    if (!draft.of().isEmpty()) {
      lines.add("  bounds are public: they are the sample's extremes, rounded outward");
    }
    if (draft.by().isPresent()) {
      lines.add("  the list of groups is public: it is made of values of your sample");
    }
    if (draft.leftOut() > 0) {
      lines.add(
          "  "
              + Prose.count(draft.leftOut(), "value")
              + " that fewer than "
              + Draft.RARE
              + " records have "
              + (draft.leftOut() == 1 ? "was" : "were")
              + " left out of it; such rows count as 'other'");
    }
    return lines;
  }

  private static Optional<String> unusable(Sample sample) {
    List<String> names =
        sample.columns().stream()
            .filter(c -> !c.nameable())
            .map(c -> "'" + c.name() + "'")
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "  left out, for jobs need plain names (letters, digits, '_'): "
                + Prose.some(names, 6));
  }
}
