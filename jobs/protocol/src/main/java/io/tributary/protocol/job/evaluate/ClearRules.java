package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.Section;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Whether a group, or what is left of one, passes a job's rules (PROTOCOL 3.7), in the clear. */
final class ClearRules {
  private final Release.Guarded rules;
  private final List<Integer> supports;
  private final List<Integer> cells;
  private final CompiledJob job;

  ClearRules(CompiledJob job, Release.Guarded rules) {
    this.job = job;
    this.rules = rules;
    this.supports =
        job.sections().stream()
            .filter(section -> rules.subjects().isEmpty() || section.isDistinct())
            .findFirst()
            .map(Section::supports)
            .orElseThrow();
    this.cells = job.sums(rules.quantities().stream().flatMap(of -> of.sums().stream()).toList());
  }

  /** From each organisation's repositories' part of a group. */
  Holdings holdings(List<List<Group>> organisations) {
    List<List<BigInteger>> sizes =
        supports.stream()
            .map(
                support ->
                    organisations.stream()
                        .map(
                            own ->
                                own.stream()
                                    .map(group -> size(group, support))
                                    .reduce(BigInteger.ZERO, BigInteger::add))
                        .toList())
            .toList();
    List<List<BigInteger>> sums =
        cells.stream()
            .map(
                cell ->
                    organisations.stream()
                        .map(
                            own ->
                                own.stream()
                                    .map(group -> group.sums().get(cell))
                                    .reduce(BigInteger.ZERO, BigInteger::add))
                        .toList())
            .toList();
    return new Holdings(sizes, sums);
  }

  private BigInteger size(Group group, int support) {
    List<BigInteger> counts = rules.subjects().isEmpty() ? group.sums() : group.subjects();
    BigInteger count = counts.get(support);
    boolean enough = count.compareTo(BigInteger.valueOf(rules.minSubjects())) >= 0;
    return !rules.overlap() ? count : enough ? BigInteger.ONE : BigInteger.ZERO;
  }

  boolean passes(Holdings group) {
    return group.sizes().stream().allMatch(this::isLarge)
        && rules
            .dominance()
            .map(rule -> all(rule.of(), group).noneMatch(each -> dominated(rule, each)))
            .orElse(true)
        && rules
            .pPercent()
            .map(rule -> all(rule.of(), group).allMatch(each -> isProtected(rule, each)))
            .orElse(true);
  }

  private java.util.stream.Stream<List<BigInteger>> all(Release.Quantities of, Holdings group) {
    List<List<BigInteger>> all = new ArrayList<>();
    if (of.subjects()) {
      all.add(group.size());
    }
    job.sums(of.sums()).forEach(cell -> all.add(group.sums().get(cells.indexOf(cell))));
    return all.stream();
  }

  /**
   * Enough without the largest: it may have invented subjects. Where they overlap, two that have
   * enough by themselves.
   */
  private boolean isLarge(List<BigInteger> size) {
    if (rules.overlap()) {
      return size.stream().filter(count -> count.signum() > 0).count() >= 2;
    }
    BigInteger others = sum(size).subtract(sum(largest(size, 1)));
    return others.compareTo(BigInteger.valueOf(rules.minSubjects())) >= 0;
  }

  private static boolean dominated(Release.Dominance rule, List<BigInteger> contributions) {
    BigInteger most = sum(largest(contributions, rule.n()));
    BigInteger room = sum(contributions).multiply(BigInteger.valueOf(rule.k()));
    return percent(most).compareTo(room) > 0;
  }

  private static boolean isProtected(Release.PPercent rule, List<BigInteger> contributions) {
    BigInteger others = sum(contributions).subtract(sum(largest(contributions, 2)));
    BigInteger needed = sum(largest(contributions, 1)).multiply(BigInteger.valueOf(rule.percent()));
    return percent(others).compareTo(needed) >= 0;
  }

  private static List<BigInteger> largest(List<BigInteger> contributions, int number) {
    List<BigInteger> sorted = new ArrayList<>(contributions);
    sorted.sort(Collections.reverseOrder());
    return sorted.subList(0, Math.min(number, sorted.size()));
  }

  private static BigInteger sum(List<BigInteger> contributions) {
    return contributions.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static BigInteger percent(BigInteger value) {
    return value.multiply(BigInteger.valueOf(100));
  }
}
