package io.tributary.protocol.job;

import io.tributary.mpc.circuits.Round;
import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Dimension;
import io.tributary.protocol.job.CompiledJob.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What must hold of a compiled job whose cells are rounded (PROTOCOL 3.7). */
final class RoundingChecks {
  private static final int MOST_BITS = 126;

  private final List<Dimension> dimensions;
  private final List<List<Integer>> sets;
  private final List<Measure> measures;
  private final List<Section> sections;

  RoundingChecks(
      List<Dimension> dimensions,
      List<List<Integer>> sets,
      List<Measure> measures,
      List<Section> sections) {
    this.dimensions = dimensions;
    this.sets = sets;
    this.measures = measures;
    this.sections = sections;
  }

  /** The first rule that is broken. */
  Optional<String> broken(Release.Rounding rules, Answering answering) {
    return Stream.of(
            rule(answering.model().isEmpty(), "a model's cells are not rounded"),
            rule(
                cells().allMatch(cell -> cell.factors().size() <= 1),
                "only counts and sums are rounded"),
            rule(
                measures.stream().allMatch(measure -> measure.centre().signum() == 0),
                "a sum about a centre is not rounded"),
            rule(
                rules.sums().entrySet().stream().allMatch(this::isNamed),
                "a base is for one sum, in multiples of its unit"),
            rule(
                sets.stream().distinct().count() == 1 || !answering.readsSubjects(),
                "subjects of several grouping sets are not shown where counts are rounded"))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> rule(cells().allMatch(cell -> fits(rules, cell)), "a rounded cell has room"));
  }

  private static Optional<String> rule(boolean holds, String rule) {
    return holds ? Optional.empty() : Optional.of(rule);
  }

  private Stream<Cell> cells() {
    return sections.stream().flatMap(section -> section.cells().stream());
  }

  private boolean isNamed(Map.Entry<String, BigDecimal> sum) {
    List<Measure> named =
        measures.stream().filter(m -> m.expression().equals(sum.getKey())).toList();
    return named.size() == 1
        && sum.getValue().stripTrailingZeros().scale() <= named.get(0).scale()
        && cells().anyMatch(c -> c.factors().equals(List.of(measures.indexOf(named.get(0)))));
  }

  /** Within the ring, the total of all groups too. */
  private boolean fits(Release.Rounding rules, Cell cell) {
    return CellRounding.base(rules, measures, cell)
        .map(
            base ->
                Round.fits(cell.bound(), base)
                    && base.multiply(groups()).add(cell.bound()).bitLength() <= MOST_BITS)
        .orElse(true);
  }

  private BigInteger groups() {
    return dimensions.stream()
        .map(dimension -> BigInteger.valueOf(dimension.slots()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }
}
