package io.tributary.protocol.job;

import io.tributary.mpc.noise.Zcdp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What must hold of a group before anybody reads it; the section {@code release} of {@code
 * job.yaml}. There is no job without: what is open to the last row says so, and why.
 */
public sealed interface Release {
  /** Organisations that contribute, the asker's own not counted; 0 where that does not matter. */
  int minOrganisations();

  /** Subjects that a group needs before it is shown; 1 where every group is. */
  int minSubjects();

  /**
   * Every group is answered, however small.
   *
   * @param reason why nobody is harmed, for vetters and members
   */
  record Open(String reason) implements Release {
    @Override
    public int minOrganisations() {
      return 0;
    }

    @Override
    public int minSubjects() {
      return 1;
    }
  }

  /**
   * Small or lopsided groups are hidden.
   *
   * @param minSubjects k: a group needs so many subjects without those of its largest contributor
   * @param minOrganisations that contribute, the asker's own not counted
   * @param subjects column that tells subjects apart; empty where each row is taken for one
   * @param overlap whether a subject may be known to several repositories: then counts do not add
   *     up, and two organisations must each have k at one of their repositories
   * @param dominance no few contributors may hold most of a group
   * @param pPercent what the two largest contributors leave is at least so many percent of the
   *     largest
   * @param rounding what is shown is rounded before it opens
   */
  record Guarded(
      int minSubjects,
      int minOrganisations,
      Optional<String> subjects,
      boolean overlap,
      Optional<Dominance> dominance,
      Optional<PPercent> pPercent,
      Optional<Rounding> rounding)
      implements Release {
    /** Rules over counts alone, whose answers are exact. */
    public Guarded(
        int minSubjects,
        int minOrganisations,
        Optional<String> subjects,
        Optional<Dominance> dominance,
        OptionalInt pPercent) {
      this(
          minSubjects,
          minOrganisations,
          subjects,
          false,
          dominance,
          pPercent.isPresent()
              ? Optional.of(new PPercent(pPercent.getAsInt(), Quantities.COUNTS))
              : Optional.empty(),
          Optional.empty());
    }

    /** The same rules with other rounding. */
    public Guarded rounding(Optional<Rounding> other) {
      return new Guarded(
          minSubjects, minOrganisations, subjects, overlap, dominance, pPercent, other);
    }

    /** The same rules over what else has these names. */
    public Guarded naming(UnaryOperator<Quantities> names) {
      return new Guarded(
          minSubjects,
          minOrganisations,
          subjects,
          overlap,
          dominance.map(d -> new Dominance(d.n(), d.k(), names.apply(d.of()))),
          pPercent.map(p -> new PPercent(p.percent(), names.apply(p.of()))),
          rounding);
    }

    /** Whatever dominance and p percent are held against. */
    public List<Quantities> quantities() {
      return Stream.concat(
              dominance.map(Dominance::of).stream(), pPercent.map(PPercent::of).stream())
          .toList();
    }
  }

  /**
   * Every cell, the row count too, is answered with noise that hides each subject.
   *
   * @param minSubjects k: a group is shown if its noisy row count is at least what k subjects may
   *     have
   * @param minOrganisations that contribute, the asker's own not counted
   * @param subjects column that tells subjects apart; empty where each row is taken for one
   * @param loss what one answer may cost each subject
   * @param rows of one subject that count at a repository
   * @param repositories at which one subject may be
   * @param corrupt contributing organisations that may leave their noise out or tell of it
   */
  record Noised(
      int minSubjects,
      int minOrganisations,
      Optional<String> subjects,
      Zcdp loss,
      int rows,
      int repositories,
      int corrupt)
      implements Release {
    /** Organisations whose noise hides a subject. */
    public int honest() {
      return minOrganisations - corrupt;
    }

    /** Noisy row count from which on a group is shown. */
    public BigInteger leastRows() {
      return BigInteger.valueOf(minSubjects).multiply(BigInteger.valueOf(rowsOfSubject()));
    }

    /** Rows of one subject that count in all. */
    public long rowsOfSubject() {
      return Math.multiplyExact((long) rows, (long) repositories);
    }
  }

  /**
   * The (n, k) rule.
   *
   * @param n largest contributors
   * @param k percent of a group that they may hold together
   * @param of what of a group
   */
  record Dominance(int n, int k, Quantities of) {
    /** Of its subjects. */
    public Dominance(int n, int k) {
      this(n, k, Quantities.COUNTS);
    }
  }

  /**
   * The p-percent rule.
   *
   * @param percent of the largest contribution that the two largest leave of a group, at least
   * @param of what of a group
   */
  record PPercent(int percent, Quantities of) {}

  /**
   * What contributors are compared by.
   *
   * @param subjects their numbers of subjects
   * @param sums their sums; by column, expression or column of the answer in {@code job.yaml}, by
   *     expression once compiled
   */
  record Quantities(boolean subjects, List<String> sums) {
    /** Subjects alone. */
    public static final Quantities COUNTS = new Quantities(true, List.of());

    public Quantities {
      sums = List.copyOf(sums);
    }
  }

  /**
   * Cells are rounded to the nearest multiple of a base, ties up, before anything opens.
   *
   * @param counts base of all counts
   * @param sums bases of sums, in the unit of what is added up; by column, expression or column of
   *     the answer in {@code job.yaml}, by expression once compiled
   */
  record Rounding(long counts, Map<String, BigDecimal> sums) {
    public Rounding {
      sums = Collections.unmodifiableMap(new TreeMap<>(sums));
    }

    /** The same rules with other names for what is added up. */
    public Rounding of(Map<String, BigDecimal> named) {
      return new Rounding(counts, named);
    }
  }
}
