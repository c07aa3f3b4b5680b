package io.tributary.node;

import io.tributary.protocol.flow.FinalSet;
import io.tributary.protocol.flow.Question;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.RunViews;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.InclusionSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cells that were dealt in an earlier run add up to its answer, all of them or none (PROTOCOL 3.9,
 * 6.6): the sum of some of them, or of them and new ones, would tell with that answer what a few
 * hold.
 */
final class DealtAgain {
  private static final Logger LOG = LoggerFactory.getLogger(DealtAgain.class);

  private final Ledger ledger;
  private final RunViews views;

  /** Found out already, since it cannot change; forgotten on restart. */
  private final Map<String, Set<PartyId>> finalSets = new HashMap<>();

  private final Set<RunId> said = new HashSet<>();

  DealtAgain(Ledger ledger, RunViews views) {
    this.ledger = ledger;
    this.views = views;
  }

  /** Whether a set may be summed: all its cells are new, or all are the whole of one answer. */
  boolean allows(Tx tx, RunView view, Collection<PartyId> members) {
    Set<Optional<RunId>> named = new HashSet<>(named(tx, view, members).values());
    if (named.size() != 1) {
      return false;
    }
    Optional<RunId> earlier = named.iterator().next();
    return earlier.isEmpty()
        || (isSameQuestion(tx, view, earlier.get())
            && members(tx, earlier.get(), members).equals(Set.copyOf(members)));
  }

  /**
   * What may be summed of a set: all of it if all is new; else the members of one earlier answer,
   * if all of them are there; else nothing.
   */
  Optional<InclusionSet> allowed(Tx tx, RunView view, InclusionSet held) {
    Map<PartyId, Optional<RunId>> named = named(tx, view, held.members().keySet());
    Set<RunId> earlier = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
    named.values().forEach(run -> run.ifPresent(earlier::add));
    if (earlier.isEmpty()) {
      return Optional.of(held);
    }
    for (RunId run : earlier) {
      Set<PartyId> naming = new TreeSet<>(named.keySet());
      naming.removeIf(repository -> !named.get(repository).equals(Optional.of(run)));
      naming.retainAll(members(tx, run, naming));
      if (!naming.isEmpty() && allows(tx, view, naming)) {
        return Optional.of(SummedBefore.only(held, naming));
      }
    }
    if (said.add(view.run())) {
      LOG.warn(
          "run {}: cells of {} were dealt once more, and not all of them: nothing is signed",
          view.run(),
          earlier);
    }
    return Optional.empty();
  }

  private static Map<PartyId, Optional<RunId>> named(
      Tx tx, RunView view, Collection<PartyId> members) {
    Map<PartyId, Optional<RunId>> named = new TreeMap<>();
    for (PartyId repository : members) {
      byte[] message = StatementLog.find(tx, view.run(), "contribution", repository).orElseThrow();
      named.put(
          repository,
          ((ContributionMessage) Messages.read(message)).signed().statement().repeats());
    }
    return named;
  }

  /** The final set of a run that has completed, if it is known here or among these; or none. */
  private Set<PartyId> members(Tx tx, RunId run, Collection<PartyId> among) {
    if (ledger.run(run).filter(FinalSet::isCompleted).isEmpty()) {
      return Set.of();
    }
    String place = run + " " + new TreeSet<>(among);
    Optional<Set<PartyId>> found = Optional.ofNullable(finalSets.get(place));
    if (found.isEmpty()) {
      found =
          own(tx, run).or(() -> FinalSet.among(ledger, run, among)).or(() -> Optional.of(Set.of()));
      finalSets.put(place, found.get());
    }
    return found.get();
  }

  /** As this node has signed it. */
  private Optional<Set<PartyId>> own(Tx tx, RunId run) {
    return ledger
        .run(run)
        .filter(FinalSet::isCompleted)
        .map(RunRecord::inclusionRoot)
        .flatMap(root -> NodeState.checked(tx, run, root))
        .map(bytes -> ((CheckedMessage) Messages.read(bytes)).set().members().keySet())
        .map(Set::copyOf);
  }

  /** As far as this node knows; repositories hold it against what they have dealt. */
  private boolean isSameQuestion(Tx tx, RunView view, RunId earlier) {
    return NodeState.dispatch(tx, earlier)
        .map(dispatch -> views.of(earlier, () -> dispatch))
        .map(before -> Question.digest(before).equals(Question.digest(view)))
        .orElse(true);
  }
}
