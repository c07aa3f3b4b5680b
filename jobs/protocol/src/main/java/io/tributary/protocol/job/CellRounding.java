package io.tributary.protocol.job;

import io.tributary.mpc.circuits.Round;
import io.tributary.protocol.job.CompiledJob.Measure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * To what a job's cells are rounded before anything opens (PROTOCOL 3.7): counts to one base, sums
 * to those that the rules name. A sum of noughts and ones is a count. Whatever is answered is made
 * of rounded cells, so that nobody learns more of a group's figures than these.
 */
public final class CellRounding {
  private final CompiledJob job;
  private final Release.Rounding rules;

  CellRounding(CompiledJob job, Release.Rounding rules) {
    this.job = job;
    this.rules = rules;
  }

  /** Base of a cell, in units of its measure; empty if it is not rounded. */
  public Optional<BigInteger> base(Cell cell) {
    return base(rules, job.measures(), cell);
  }

  static Optional<BigInteger> base(Release.Rounding rules, List<Measure> measures, Cell cell) {
    BigInteger counts = BigInteger.valueOf(rules.counts());
    if (cell.isCount()) {
      return Optional.of(counts);
    }
    if (cell.factors().size() > 1) {
      return Optional.empty();
    }
    Measure measure = measures.get(cell.factors().get(0));
    return Optional.ofNullable(rules.sums().get(measure.expression()))
        .map(base -> base.movePointRight(measure.scale()).toBigIntegerExact())
        .or(() -> countsRows(measure) ? Optional.of(counts) : Optional.empty());
  }

  private static boolean countsRows(Measure measure) {
    return measure.scale() == 0
        && measure.lower().signum() >= 0
        && measure.upper().compareTo(BigDecimal.ONE) <= 0;
  }

  /**
   * All cells, rounded where they are.
   *
   * @param cells in layout order
   */
  public List<BigInteger> rounded(List<BigInteger> cells) {
    List<BigInteger> rounded = new ArrayList<>(cells);
    int at = 0;
    for (Section section : job.sections()) {
      List<Optional<BigInteger>> bases = section.cells().stream().map(this::base).toList();
      for (int i = 0; i < job.cellCount(section); i++, at++) {
        Optional<BigInteger> base = bases.get(i % bases.size());
        if (base.isPresent()) {
          rounded.set(at, Round.nearest(cells.get(at), base.get()));
        }
      }
    }
    return rounded;
  }

  /**
   * How far a figure of a grouping set may be from the exact one: half a base for each finest group
   * in it.
   */
  public BigInteger slack(BigInteger base, List<Integer> set) {
    BigInteger groups = BigInteger.valueOf(job.groups() / job.groups(set));
    return base.multiply(groups).shiftRight(1);
  }
}
