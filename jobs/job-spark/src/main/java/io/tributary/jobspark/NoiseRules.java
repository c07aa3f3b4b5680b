package io.tributary.jobspark;

import io.tributary.mpc.noise.NoiseInterval;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellNoise;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.Section;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Attribute;

/** Which jobs can be answered with noise, and how much their cells need (PROTOCOL 3.8). */
final class NoiseRules {
  private static final double CHANCE = 0.05;

  private final JobDefinition job;
  private final Release.Noised rules;
  private final Problems problems;

  private NoiseRules(JobDefinition job, Release.Noised rules, Problems problems) {
    this.job = job;
    this.rules = rules;
    this.problems = problems;
  }

  /** Those of a job; empty if its release rules have no noise. */
  static Optional<NoiseRules> of(JobDefinition job, Problems problems) {
    return job.release().orElse(null) instanceof Release.Noised rules
        ? Optional.of(new NoiseRules(job, rules, problems))
        : Optional.empty();
  }

  /** Refuses sources in which nobody can say how much of them is one subject's. */
  void checkSource(Query query) {
    if (!LocalSource.isRowWise(query.source())) {
      problems.general(
          "with noise only the rows of one table can be aggregated",
          "how much one subject changes a join, a union or an inner aggregate has no limit that the"
              + " compiler could prove",
          "aggregate one table, with WHERE and columns of its own, or release without noise");
    }
    rules.subjects().filter(name -> query.subject(name).isEmpty()).ifPresent(this::noSubject);
  }

  private void noSubject(String subject) {
    problems.general(
        "the rows that are aggregated do not have the subject " + subject,
        "so many rows of each count",
        "keep the column in sub-queries, or write subjects: rows");
  }

  /** The line that says which rows count; empty if all do. */
  Optional<String> text() {
    return rules
        .subjects()
        .map(s -> "keep at most " + rules.rows() + " rows of each " + s + ", those of least hash");
  }

  /** The column that the limit needs. */
  Optional<Attribute> subject(Query query) {
    return rules.subjects().flatMap(query::subject);
  }

  /** Refuses whatever is not a sum or a count of rows. */
  void checkSections(List<Section> sections) {
    job.model()
        .ifPresent(
            model ->
                problems.general(
                    "a model cannot be answered with noise",
                    "its figures follow from noisy sums in ways whose error is not worked out",
                    "ask for counts and sums in query.sql, or release without noise"));
    if (sections.stream().anyMatch(Section::isDistinct)) {
      problems.general(
          "count(DISTINCT …) cannot be answered with noise",
          "it has cells of its own for each grouping set, which no budget is made for",
          "with per_subject: {rows: 1} count(*) counts subjects");
    }
    if (sections.stream().anyMatch(s -> s.axis().isPresent())) {
      problems.general(
          "min, max, median, percentile and mode cannot be answered with noise",
          "bins of which each is noisy have no order that could be read off",
          "group by ranges of the column, and count");
    }
  }

  /** The noise of the cells; empty after a problem. */
  Optional<CellNoise> noise(List<Dimension> dimensions, List<Measure> measures, List<Cell> cells) {
    long groups = dimensions.stream().mapToLong(Dimension::slots).reduce(1, Math::multiplyExact);
    if (groups * cells.size() > job.limits().cells()) {
      // Told by its own name.
      return Optional.empty();
    }
    Optional<CellNoise> noise = CellNoise.of(rules, measures, cells, groups);
    if (noise.isEmpty()) {
      problems.general(
          "the loss is too small for so many cells",
          "what the sum of several noises costs more than one is all of it",
          "raise rho or epsilon, or shorten the domains");
    }
    noise.ifPresent(this::checkSense);
    return noise;
  }

  /** An answer that is noise alone would cost subjects something and tell nobody anything. */
  private void checkSense(CellNoise noise) {
    BigInteger all =
        noise.variances().get(0).multiply(BigInteger.valueOf(rules.minOrganisations()));
    BigInteger half = NoiseInterval.halfWidth(all, CHANCE);
    if (half.compareTo(BigInteger.valueOf(job.limits().rows())) > 0) {
      problems.general(
          "a group's row count would be off by up to " + half,
          "a repository has at most " + job.limits().rows() + " rows (limits.rows)",
          "raise rho or epsilon, lower per_subject, or answer fewer columns");
    }
  }

  /** The cells with bounds that hold with the noise of as many repositories as there may be. */
  List<Cell> widened(List<Cell> cells, CellNoise noise) {
    List<Cell> widened = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      BigInteger bound = cell.bound().add(noise.reach(i, job.repositories().maximum()));
      if (bound.bitLength() > CompiledJob.MAX_BITS) {
        problems.general(
            "with its noise a cell could pass 120 bits",
            "it needs " + bound.bitLength(),
            "narrow the bounds, lower limits.rows or repositories.maximum, or raise rho");
        bound = BigInteger.ZERO;
      }
      widened.add(new Cell(cell.kind(), cell.factors(), cell.present(), bound));
    }
    return widened;
  }
}
