package io.tributary.protocol.job.evaluate;

import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final List<Integer> finest;
  private final List<List<Integer>> line;
  private final boolean[] unknown;

  private Suppression(
      CompiledJob job, Release.Guarded rules, List<List<List<BigInteger>>> organisations) {
    this.job = job;
    this.clear = new ClearRules(job, rules);
    this.contributors =
        organisations.stream()
            .map(own -> own.stream().map(cells -> new OpenedCells(job, cells)).toList())
            .toList();
    finest = finestFirst(job).get(0);
    line = line(job, rules);
    unknown = new boolean[job.groups(finest)];
    Arrays.fill(unknown, true);
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
      if (line.contains(set)) {
        learn(set);
      }
    }
    return (set, group) -> !hidden.get(set)[group];
  }

  /** The grouping sets: what a margin gives away depends on what is hidden below it. */
  static List<List<Integer>> finestFirst(CompiledJob job) {
    List<List<Integer>> sets = new ArrayList<>(job.sets().stream().distinct().toList());
    sets.sort(Comparator.comparingInt((List<Integer> set) -> set.size()).reversed());
    return sets;
  }

  /**
   * The grouping sets each of which is a margin of the one before, so that no two of their groups
   * overlap but one inside the other. A margin of these may cover hidden groups that are large
   * together; others, which cross them, may not cover any: sums along both would tell more than
   * either. Distinct subjects do not add up, so with them all margins are of the second kind.
   */
  public static List<List<Integer>> line(CompiledJob job, Release.Guarded rules) {
    List<List<Integer>> line = new ArrayList<>();
    for (List<Integer> set : finestFirst(job)) {
      boolean next = line.isEmpty() || line.get(line.size() - 1).containsAll(set);
      if (line.isEmpty() || (next && rules.subjects().isEmpty())) {
        line.add(set);
      }
    }
    return line;
  }

  private boolean[] hidden(List<Integer> set) {
    List<Holdings> groups = holdings(set);
    boolean[] own = new boolean[job.groups(set)];
    for (int group = 0; group < own.length; group++) {
      boolean whole = set.equals(finest) || remainderPasses(set, group);
      own[group] = !clear.passes(groups.get(group)) || !whole;
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
   * A margin gives away what is left of it without all that is shown inside: nothing, or enough.
   */
  private boolean remainderPasses(List<Integer> set, int group) {
    int[] into = job.coarser(finest, set);
    boolean[] marked = line.contains(set) ? unknown : hidden.get(finest);
    IntStream left =
        IntStream.range(0, into.length).filter(part -> into[part] == group && marked[part]);
    return line.contains(set)
        ? left.mapToObj(holdings(finest)::get)
            .reduce(Holdings::plus)
            .map(clear::passes)
            .orElse(true)
        : left.findAny().isEmpty();
  }

  /** What a shown margin tells of the groups in it is the sum of those that nothing else tells. */
  private void learn(List<Integer> set) {
    int[] into = job.coarser(finest, set);
    for (int part = 0; part < into.length; part++) {
      unknown[part] &= hidden.get(set)[into[part]];
    }
  }
}
