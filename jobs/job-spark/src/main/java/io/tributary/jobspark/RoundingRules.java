package io.tributary.jobspark;

import io.tributary.mpc.circuits.Round;
import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.JobDefinition;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.Section;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which jobs can have their cells rounded, and how far (PROTOCOL 3.7). */
final class RoundingRules {
  private final JobDefinition job;
  private final List<Measure> measures;
  private final SumNames names;
  private final Problems problems;

  RoundingRules(JobDefinition job, List<Measure> measures, SumNames names, Problems problems) {
    this.job = job;
    this.measures = measures;
    this.names = names;
    this.problems = problems;
  }

  /**
   * Refuses what cannot be rounded, and names sums by their expressions.
   *
   * @param subjectsOfSeveral whether the answer counts distinct subjects of several grouping sets
   */
  Release.Rounding of(Release.Rounding rules, List<Section> sections, boolean subjectsOfSeveral) {
    List<Cell> cells = sections.stream().flatMap(section -> section.cells().stream()).toList();
    if (job.model().isPresent() || cells.stream().anyMatch(cell -> cell.factors().size() > 1)) {
      problems.general(
          "what needs squares or products of values cannot be answered rounded",
          "a deviation, a correlation or a model of rounded counts would be off by more than it"
              + " tells",
          "ask for counts, sums, averages, ratios, least and greatest values or percentiles; or"
              + " remove 'round'");
      return rules;
    }
    if (subjectsOfSeveral) {
      problems.general(
          "count(DISTINCT …) cannot be rounded in several grouping sets",
          "its totals do not follow from its parts, and two rounded figures of the same people"
              + " narrow each other down",
          "ask for one grouping set, or count rows");
    }
    Map<String, BigDecimal> sums = new TreeMap<>();
    rules.sums().forEach((name, base) -> named(name, base).ifPresent(m -> sums.put(m, base)));
    cells.forEach(cell -> checkRoom(rules.of(sums), cell));
    return rules.of(sums);
  }

  private Optional<String> named(String name, BigDecimal base) {
    Optional<Measure> measure = names.measure("release.round.sums", name);
    if (measure.isPresent() && base.stripTrailingZeros().scale() > measure.get().scale()) {
      problems.general(
          "the base of " + name + " has more digits after the point than its values",
          "they have " + measure.get().scale(),
          "take a whole number of these units");
      return Optional.empty();
    }
    return measure.map(Measure::expression);
  }

  private void checkRoom(Release.Rounding rules, Cell cell) {
    BigInteger base = base(rules, cell);
    if (base.signum() > 0 && !Round.fits(cell.bound(), base)) {
      problems.general(
          "the base of " + measures.get(cell.factors().get(0)).expression() + " is too fine",
          "the nodes tell 2^59 multiples apart, and bases are at least two units",
          "round to a larger base, or narrow the bounds");
    }
  }

  private BigInteger base(Release.Rounding rules, Cell cell) {
    if (cell.isCount()) {
      return BigInteger.ZERO;
    }
    Measure measure = measures.get(cell.factors().get(0));
    BigDecimal base = rules.sums().getOrDefault(measure.expression(), BigDecimal.ZERO);
    return base.movePointRight(measure.scale()).toBigIntegerExact();
  }
}
