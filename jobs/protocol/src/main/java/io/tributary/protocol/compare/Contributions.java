package io.tributary.protocol.compare;

import io.tributary.mpc.circuits.Compare;
import io.tributary.mpc.circuits.FixedPoint;
import io.tributary.mpc.circuits.Select;
import io.tributary.mpc.four.Circuit;
import io.tributary.mpc.four.Num;
import io.tributary.mpc.four.Rearrange;
import io.tributary.mpc.four.Ring;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What each organisation has, as far as release rules look at it. Inputs: {@code counts.<i>}, the
 * counts of subjects by {@link CountLayout}, modulo 2^64, of organisation i, or where subjects
 * overlap of repository i, organisation by organisation; and, where rules name sums, {@code
 * values.<i>}, these cells of organisation i over the finest groups, one cell after the other,
 * modulo 2^128.
 */
final class Contributions {
  private final Circuit c;
  private final CompiledJob job;
  private final Release.Guarded rules;
  private final CountLayout layout;
  private final List<Integer> sums;
  private final List<List<Num>> counts = new ArrayList<>();
  private final List<Num> values = new ArrayList<>();
  private final Map<List<Integer>, Holdings> worked = new HashMap<>();

  Contributions(Circuit c, CompiledJob job, Release.Guarded rules, List<Integer> organisations) {
    this.c = c;
    this.job = job;
    this.rules = rules;
    layout = CountLayout.of(job, rules);
    sums = sums(job, rules);
    int next = 0;
    for (int repositories : organisations) {
      List<Num> own = new ArrayList<>();
      for (int i = 0; i < (rules.overlap() ? repositories : 1); i++) {
        own.add(c.input("counts." + next++, Ring.Z64, layout.cells().length));
      }
      counts.add(own);
    }
    for (int i = 0; i < organisations.size() && !sums.isEmpty(); i++) {
      values.add(c.input("values." + i, Ring.Z128, sums.size() * job.groups()));
    }
  }

  /** The cells of the first section that rules look at. */
  static List<Integer> sums(CompiledJob job, Release.Guarded rules) {
    return job.sums(rules.quantities().stream().flatMap(of -> of.sums().stream()).toList());
  }

  /** Places of these cells in the layout, in the order of the input. */
  static int[] places(CompiledJob job, Release.Guarded rules) {
    int width = job.width(0);
    return sums(job, rules).stream()
        .flatMapToInt(cell -> IntStream.range(0, job.groups()).map(group -> group * width + cell))
        .toArray();
  }

  List<Ring> rings() {
    return sums.isEmpty() ? List.of(Ring.Z64) : List.of(Ring.Z64, Ring.Z128);
  }

  /** Over the groups of a set. */
  Holdings of(List<Integer> set) {
    return worked.computeIfAbsent(set, this::work);
  }

  private Holdings work(List<Integer> set) {
    Map<Integer, List<Num>> parts = new TreeMap<>();
    int[] into = job.coarser(job.allDimensions(), set);
    int groups = job.groups();
    for (int i = 0; i < sums.size(); i++) {
      int from = i * groups;
      parts.put(
          sums.get(i),
          values.stream()
              .map(all -> c.slice(all, from, from + groups))
              .map(all -> Rearrange.addUp(c, all, into, job.groups(set)))
              .toList());
    }
    List<List<Num>> sizes =
        IntStream.range(0, layout.supports())
            .mapToObj(support -> counts.stream().map(own -> size(own, set, support)).toList())
            .toList();
    return new Holdings(sizes, parts);
  }

  private Num size(List<Num> own, List<Integer> set, int support) {
    List<Num> parts = own.stream().map(all -> size(layout.of(c, all, set, support))).toList();
    return FixedPoint.sum(c, parts);
  }

  /** Where subjects overlap, 1 if there are enough of them. */
  private Num size(Num count) {
    return rules.overlap()
        ? Select.number(c, Compare.atLeast(c, count, rules.minSubjects()), Ring.Z64)
        : count;
  }
}
