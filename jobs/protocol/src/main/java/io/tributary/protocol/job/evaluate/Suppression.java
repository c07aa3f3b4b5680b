package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which groups a job's release rules hide (PROTOCOL 3.7), worked out in the clear from what each
 * organisation has: the meaning that a secure computation must reproduce, and the oracle of tests
 * and dry runs. Hidden groups look alike whatever the cause, empty ones too.
 */
public final class Suppression {
  private final CompiledJob job;
  private final ClearRules clear;
  private final List<List<OpenedCells>> contributors;
  private final Map<List<Integer>, boolean[]> hidden = new HashMap<>();
  private final Map<List<Integer>, List<Holdings>> holdings = new HashMap<>();

  private Suppression(
      CompiledJob job, Release.Guarded rules, List<List<List<BigInteger>>> organisations) {
    this.job = job;
    this.clear = new ClearRules(job, rules);
    this.contributors =
        organisations.stream()
            .map(own -> own.stream().map(cells -> new OpenedCells(job, cells)).toList())
            .toList();
  }

  /**
   * Works it out.
   *
   * @param contributions cells in layout order, one vector a repository, each an organisation of
   *     its own
   * @return what may be shown; everything if the job is open
   */
  public static Shown of(CompiledJob job, List<List<BigInteger>> contributions) {
    return ofOrganisations(job, contributions.stream().map(List::of).toList());
  }

  /** The same of organisations with any number of repositories each. */
  public static Shown ofOrganisations(CompiledJob job, List<List<List<BigInteger>>> organisations) {
    Optional<Release> release = job.release();
    if (release.isPresent() && release.get() instanceof Release.Guarded rules) {
      return new Suppression(job, rules, organisations).shown();
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
    List<Holdings> groups = holdings(set);
    boolean[] own = new boolean[job.groups(set)];
    for (int group = 0; group < own.length; group++) {
      own[group] = !clear.passes(groups.get(group)) || !remaindersPass(set, group);
    }
    return own;
  }

  /** For each group, what each organisation has of it. */
  private List<Holdings> holdings(List<Integer> set) {
    return holdings.computeIfAbsent(set, this::worked);
  }

  private List<Holdings> worked(List<Integer> set) {
    List<List<List<Group>>> groups =
        contributors.stream()
            .map(own -> own.stream().map(cells -> cells.groups(set)).toList())
            .toList();
    return IntStream.range(0, job.groups(set))
        .mapToObj(
            group ->
                clear.holdings(
                    groups.stream()
                        .map(own -> own.stream().map(each -> each.get(group)).toList())
                        .toList()))
        .toList();
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
    int[] into = job.coarser(below, set);
    return IntStream.range(0, into.length)
        .filter(finer -> into[finer] == group && hiddenBelow[finer])
        .mapToObj(holdings(below)::get)
        .reduce(Holdings::plus)
        .map(clear::passes)
        .orElse(true);
  }
}
