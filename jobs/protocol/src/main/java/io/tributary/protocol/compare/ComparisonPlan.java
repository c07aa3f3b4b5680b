package io.tributary.protocol.compare;

import io.tributary.mpc.four.Committee;
import io.tributary.mpc.four.Pieces;
import io.tributary.mpc.four.Program;
import io.tributary.mpc.four.Receiver;
import io.tributary.mpc.four.Session;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.CompiledJob;
import io.tributary.protocol.job.Release;
import io.tributary.protocol.job.evaluate.ReleasedCells;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A comparison run once its set is final: the programs of all committees, a node's inputs, and the
 * meaning of what opens. It follows from the compiled job and the set's organisations, so everybody
 * has the same.
 */
public final class ComparisonPlan {
  private final CompiledJob job;
  private final Release.Guarded rules;
  private final List<List<PartyId>> organisations;

  private ComparisonPlan(
      CompiledJob job, Release.Guarded rules, List<List<PartyId>> organisations) {
    this.job = job;
    this.rules = rules;
    this.organisations = organisations;
  }

  /**
   * Plans a run.
   *
   * @param members the final set's repositories, each with its organisation
   * @throws IllegalArgumentException if the job compares nothing, or nobody has contributed
   */
  public static ComparisonPlan of(CompiledJob job, SortedMap<PartyId, Digest> members) {
    if (!(job.release().orElse(null) instanceof Release.Guarded rules) || members.isEmpty()) {
      throw new IllegalArgumentException("job " + job.name() + " has nothing to compare");
    }
    Map<String, List<PartyId>> byOrganisation = new TreeMap<>();
    members.forEach(
        (repository, organisation) ->
            byOrganisation
                .computeIfAbsent(organisation.hex(), each -> new ArrayList<>())
                .add(repository));
    return new ComparisonPlan(
        job, rules, byOrganisation.values().stream().map(List::copyOf).toList());
  }

  /** The program of a committee. */
  public Program program(Committee committee) {
    return ReleaseCircuit.build(
        job, rules, organisations.stream().map(List::size).toList(), committee);
  }

  /** The one session of a committee in a run; a party never starts it twice. */
  public static Session session(RunId run) {
    return new Session(run.digest().bytes(), 0);
  }

  /**
   * A party's inputs, in the order of the program.
   *
   * @param pieces of each member's cells, modulo 2^128; they stay the caller's
   */
  public List<Pieces> inputs(Map<PartyId, Pieces> pieces) {
    int[] counts = CountLayout.of(job, rules).cells();
    int[] sums = Contributions.places(job, rules);
    List<Pieces> inputs = new ArrayList<>();
    List<Pieces> values = new ArrayList<>();
    Pieces all = null;
    for (List<PartyId> organisation : organisations) {
      Pieces own = null;
      for (PartyId repository : organisation) {
        own = sum(own, pieces.get(repository));
        if (rules.overlap()) {
          inputs.add(pieces.get(repository).low(counts));
        }
      }
      if (!rules.overlap()) {
        inputs.add(own.low(counts));
      }
      if (sums.length > 0) {
        values.add(own.pick(sums));
      }
      all = sum(all, own);
      own.close();
    }
    inputs.addAll(values);
    inputs.add(all);
    return inputs;
  }

  private static Pieces sum(Pieces sum, Pieces next) {
    if (sum == null) {
      return next.copy();
    }
    sum.add(next);
    return sum;
  }

  /**
   * What the receiver has opened.
   *
   * @param receiver done, without blame
   * @throws io.tributary.protocol.job.JobException if it cannot be what the program opens
   */
  public ReleasedCells read(Receiver receiver) {
    List<ReleasedCells.OfSet> sets = new ArrayList<>();
    for (int i = 0; i < ReleasedCells.sets(job).size(); i++) {
      List<BigInteger> bits = receiver.bits("shown." + i);
      BitSet shown = new BitSet();
      for (int group = 0; group < bits.size(); group++) {
        shown.set(group, bits.get(group).signum() != 0);
      }
      sets.add(new ReleasedCells.OfSet(shown, receiver.numbers("cells." + i)));
    }
    return new ReleasedCells(job, sets);
  }
}
