package io.tributary.jobspark;

import io.tributary.protocol.job.Cell;
import io.tributary.protocol.job.CellExpression;
import io.tributary.protocol.job.CompiledJob.Answering;
import io.tributary.protocol.job.CompiledJob.Measure;
import io.tributary.protocol.job.CompiledJob.Output;
import io.tributary.protocol.job.Statistic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What release rules call the sums of a job: by the column or expression that is added up, or by
 * the column of the answer that is a sum or an average of it.
 */
final class SumNames {
  private final Answering answering;
  private final List<Measure> measures;
  private final List<Cell> cells;
  private final Problems problems;

  /**
   * Names of a job.
   *
   * @param cells of its first section
   */
  SumNames(Answering answering, List<Measure> measures, List<Cell> cells, Problems problems) {
    this.answering = answering;
    this.measures = measures;
    this.cells = cells;
    this.problems = problems;
  }

  /** The measure of that name; empty after a problem. */
  Optional<Measure> measure(String rule, String name) {
    Set<Integer> found = new TreeSet<>();
    for (int i : summed()) {
      if (measures.get(i).expression().equalsIgnoreCase(name)) {
        found.add(i);
      }
    }
    for (Output output : answering.outputs()) {
      if (output.name().equalsIgnoreCase(name)) {
        of(output.value()).ifPresent(found::add);
      }
    }
    if (found.size() == 1) {
      return Optional.of(measures.get(found.iterator().next()));
    }
    problems.general(
        rule + " names " + name + ", which is " + (found.isEmpty() ? "no sum" : "several sums"),
        "rules on values are for what the query adds up",
        "name one of: " + choices());
    return Optional.empty();
  }

  private String choices() {
    return summed().stream()
        .map(i -> measures.get(i).expression())
        .collect(Collectors.joining("; "));
  }

  private List<Integer> summed() {
    return IntStream.range(0, measures.size())
        .filter(i -> cells.stream().anyMatch(cell -> cell.factors().equals(List.of(i))))
        .boxed()
        .toList();
  }

  private Optional<Integer> of(CellExpression value) {
    return value instanceof CellExpression.Moments moments
            && (moments.statistic() == Statistic.SUM || moments.statistic() == Statistic.AVG)
        ? Optional.of(cells.get(moments.cells().get(1)).factors().get(0))
        : Optional.empty();
  }
}
