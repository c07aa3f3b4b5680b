package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.CellRounding;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.CompiledJob.Measure;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What people are told beside an answer that is made of rounded figures. */
public final class RoundingWords {
  private RoundingWords() {}

  /** In one sentence without its stop; empty if the job rounds nothing. */
  public static Optional<String> of(CompiledJob job) {
    return job.rounding().map(rounding -> words(job, rounding));
  }

  private static String words(CompiledJob job, CellRounding rounding) {
    Set<String> rounded = new LinkedHashSet<>();
    Set<String> exact = new LinkedHashSet<>();
    job.sections().stream()
        .flatMap(section -> section.cells().stream())
        .forEach(
            cell ->
                rounding
                    .base(cell)
                    .ifPresentOrElse(
                        base ->
                            rounded.add(
                                cell.isCount()
                                    ? "counts to multiples of " + base
                                    : sum(measure(job, cell.factors()), new BigDecimal(base))),
                        () -> exact.add(measure(job, cell.factors()).expression())));
    return "rounded before anybody reads them, ties up: "
        + String.join(", ", rounded)
        + (exact.isEmpty() ? "" : "; exact: sums of " + String.join(", ", exact))
        + "; averages"
        + (job.sets().size() > 1 ? ", ratios and totals" : " and ratios")
        + " are made of the rounded figures"
        + (job.sets().size() > 1
            ? ", so that a total may be off by half a multiple for each group in it"
            : "");
  }

  private static Measure measure(CompiledJob job, List<Integer> factors) {
    return job.measures().get(factors.get(0));
  }

  private static String sum(Measure measure, BigDecimal base) {
    String unit = base.movePointLeft(measure.scale()).stripTrailingZeros().toPlainString();
    return "sums of " + measure.expression() + " to multiples of " + unit;
  }
}
