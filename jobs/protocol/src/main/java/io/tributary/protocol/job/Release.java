package io.tributary.protocol.job;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What must hold of a group before anybody reads it; the section {@code release} of {@code
 * job.yaml}. There is no job without: what is open to the last row says so, and why.
 */
public sealed interface Release {
  /**
   * Every group is answered, however small.
   *
   * @param reason why nobody is harmed, for vetters and members
   */
  record Open(String reason) implements Release {}

  /**
   * Small or lopsided groups are hidden.
   *
   * @param minSubjects k: a group needs so many subjects without those of its largest contributor
   * @param minOrganisations that contribute, the asker's own not counted
   * @param subjects column that tells subjects apart; empty where each row is taken for one
   * @param dominance no few contributors may hold most of a group
   * @param pPercent what the two largest contributors leave is at least so many percent of the
   *     largest
   */
  record Guarded(
      int minSubjects,
      int minOrganisations,
      Optional<String> subjects,
      Optional<Dominance> dominance,
      OptionalInt pPercent)
      implements Release {}

  /**
   * The (n, k) rule.
   *
   * @param n largest contributors
   * @param k percent of a group's subjects that they may hold together
   */
  record Dominance(int n, int k) {}
}
