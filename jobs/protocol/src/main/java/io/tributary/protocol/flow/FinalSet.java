package io.tributary.protocol.flow;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.run.InclusionSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who is in the final set of a run that has completed, as the ledger alone tells: it has the digest
 * of each contribution, and the root and number of those that were summed.
 */
public final class FinalSet {
  /** Sets that are tried; with so many contributions left out the ledger alone is no help. */
  private static final int MOST_TRIES = 5_000;

  private final RunRecord run;
  private int tries = MOST_TRIES;

  private FinalSet(RunRecord run) {
    this.run = run;
  }

  /** Whether a run has completed: then its set will never be another. */
  public static boolean isCompleted(RunRecord run) {
    return run.state() == RunState.COMPLETED || run.state() == RunState.RECEIVED;
  }

  /**
   * The members, if all of them are among these repositories and the run has completed.
   *
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent
   */
  public static Optional<Set<PartyId>> among(
      Ledger ledger, RunId run, Collection<PartyId> repositories) {
    Optional<RunRecord> record = ledger.run(run).filter(FinalSet::isCompleted);
    if (record.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<PartyId, Digest> recorded = new TreeMap<>();
    for (PartyId repository : new TreeSet<>(repositories)) {
      ledger.contribution(run, repository).ifPresent(digest -> recorded.put(repository, digest));
    }
    int leftOut = recorded.size() - record.get().contributors();
    return new FinalSet(record.get()).search(recorded, List.copyOf(recorded.keySet()), leftOut);
  }

  /** The set that has the root, of all that lack so many of these. */
  private Optional<Set<PartyId>> search(
      SortedMap<PartyId, Digest> members, List<PartyId> mayLack, int less) {
    if (less <= 0) {
      tries--;
      return less == 0 && hasRoot(members)
          ? Optional.of(Set.copyOf(members.keySet()))
          : Optional.empty();
    }
    for (int i = 0; i < mayLack.size() && tries > 0; i++) {
      SortedMap<PartyId, Digest> rest = new TreeMap<>(members);
      rest.remove(mayLack.get(i));
      Optional<Set<PartyId>> found = search(rest, mayLack.subList(i + 1, mayLack.size()), less - 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean hasRoot(Map<PartyId, Digest> members) {
    return !members.isEmpty() && InclusionSet.of(members).root().equals(run.inclusionRoot());
  }
}
