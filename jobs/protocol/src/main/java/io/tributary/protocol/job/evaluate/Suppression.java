package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which groups a job's release rules hide (PROTOCOL 3.7), worked out in the clear from what each
 * organisation has: the meaning that a secure computation must reproduce, and the oracle of tests
 * and dry runs. Nothing but counts of subjects decides, so hidden groups look alike whatever the
 * cause, empty ones too.
 */
public final class Suppression {
  private final CompiledJob job;
  private final Release.Guarded rules;
  private final List<OpenedCells> contributors;
  private final Map<List<Integer>, boolean[]> hidden = new HashMap<>();

  private Suppression(
      CompiledJob job, Release.Guarded rules, List<List<BigInteger>> contributions) {
    this.job = job;
    this.rules = rules;
    this.contributors = contributions.stream().map(cells -> new OpenedCells(job, cells)).toList();
  }

  /**
   * Works it out.
   *
   * @param contributions cells in layout order, one vector an organisation: what several
   *     repositories of one organisation have, added up
   * @return what may be shown; everything if the job is open
   */
  public static Shown of(CompiledJob job, List<List<BigInteger>> contributions) {
    Optional<Release> release = job.release();
    if (release.isPresent() && release.get() instanceof Release.Guarded rules) {
      return new Suppression(job, rules, contributions).shown();
    }
    return (set, group) -> true;
  }

  /** What may be shown. */
  @FunctionalInterface
  public interface Shown {
    /**
     * Whether a group is answered.
     *
     * @param set the grouping set, as indices of its dimensions
     * @param group in the order of the domains
     */
    boolean group(List<Integer> set, int group);
  }

  private Shown shown() {
    for (List<Integer> set : finestFirst(job)) {
      hidden.put(set, hidden(set));
    }
    return (set, group) -> !hidden.get(set)[group];
  }

  /** The grouping sets: what a margin gives away depends on what is hidden below it. */
  static List<List<Integer>> finestFirst(CompiledJob job) {
    List<List<Integer>> sets = new ArrayList<>(job.sets().stream().distinct().toList());
    sets.sort(Comparator.comparingInt((List<Integer> set) -> set.size()).reversed());
    return sets;
  }

  private boolean[] hidden(List<Integer> set) {
    List<List<BigInteger>> counts = counts(set);
    boolean[] own = new boolean[job.groups(set)];
    for (int group = 0; group < own.length; group++) {
      own[group] = !passes(counts.get(group)) || !remaindersPass(set, group);
    }
    return own;
  }

  /** For each group, one count an organisation. */
  private List<List<BigInteger>> counts(List<Integer> set) {
    List<List<BigInteger>> counts = new ArrayList<>();
    for (int group = 0; group < job.groups(set); group++) {
      counts.add(new ArrayList<>());
    }
    for (OpenedCells contributor : contributors) {
      List<Group> groups = contributor.groups(set);
      for (int group = 0; group < groups.size(); group++) {
        counts.get(group).add(count(groups.get(group)));
      }
    }
    return counts;
  }

  /** The compiler puts the subjects of the rules first. */
  private BigInteger count(Group group) {
    return rules.subjects().isEmpty() ? group.rows() : group.subjects().get(0);
  }

  /** Whether a group, or what is left of one, may be shown. */
  private boolean passes(List<BigInteger> counts) {
    List<BigInteger> sorted = new ArrayList<>(counts);
    sorted.sort(Collections.reverseOrder());
    BigInteger total = sum(sorted);
    return enough(sorted, total) && !dominated(sorted, total) && isProtected(sorted, total);
  }

  private static BigInteger sum(List<BigInteger> counts) {
    return counts.stream().reduce(BigInteger.ZERO, BigInteger::add);
  }

  /** Enough without the largest: it may have invented subjects. */
  private boolean enough(List<BigInteger> sorted, BigInteger total) {
    BigInteger others = sorted.isEmpty() ? BigInteger.ZERO : total.subtract(sorted.get(0));
    return others.compareTo(BigInteger.valueOf(rules.minSubjects())) >= 0;
  }

  private boolean dominated(List<BigInteger> sorted, BigInteger total) {
    if (rules.dominance().isEmpty()) {
      return false;
    }
    Release.Dominance rule = rules.dominance().get();
    BigInteger largest = sum(sorted.subList(0, Math.min(rule.n(), sorted.size())));
    return percent(largest).compareTo(total.multiply(BigInteger.valueOf(rule.k()))) > 0;
  }

  private boolean isProtected(List<BigInteger> sorted, BigInteger total) {
    if (rules.pPercent().isEmpty()) {
      return true;
    }
    BigInteger two = sum(sorted.subList(0, Math.min(2, sorted.size())));
    BigInteger largest = sorted.isEmpty() ? BigInteger.ZERO : sorted.get(0);
    return percent(total.subtract(two))
            .compareTo(largest.multiply(BigInteger.valueOf(rules.pPercent().getAsInt())))
        >= 0;
  }

  private static BigInteger percent(BigInteger value) {
    return value.multiply(BigInteger.valueOf(100));
  }

  /**
   * A margin gives away what the shown groups below it leave of it: that must be large enough, too,
   * unless all groups below it are shown.
   */
  private boolean remaindersPass(List<Integer> set, int group) {
    for (Map.Entry<List<Integer>, boolean[]> finer : hidden.entrySet()) {
      List<Integer> below = finer.getKey();
      if (below.size() > set.size() && below.containsAll(set)) {
        if (!remainderPasses(set, group, below, finer.getValue())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean remainderPasses(
      List<Integer> set, int group, List<Integer> below, boolean[] hiddenBelow) {
    List<BigInteger> left =
        new ArrayList<>(Collections.nCopies(contributors.size(), BigInteger.ZERO));
    List<List<BigInteger>> counts = counts(below);
    int[] into = job.coarser(below, set);
    boolean any = false;
    for (int finer = 0; finer < into.length; finer++) {
      if (into[finer] == group && hiddenBelow[finer]) {
        any = true;
        for (int i = 0; i < left.size(); i++) {
          left.set(i, left.get(i).add(counts.get(finer).get(i)));
        }
      }
    }
    return !any || passes(left);
  }
}
