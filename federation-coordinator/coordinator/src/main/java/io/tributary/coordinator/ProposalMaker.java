package io.tributary.coordinator;

import io.tributary.protocol.flow.Contributors;
import io.tributary.protocol.flow.NodeQuorum;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.ComplaintMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Complaint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds what to do about a run that does not close or complete by itself: propose the set that
 * enough nodes hold, or end the run with the reason (PROTOCOL 6.6, 6.11).
 */
final class ProposalMaker {
  /** What nodes took in time may reach the coordinator a little later. */
  private static final long SETTLING_SECONDS = 2;

  private final Ledger ledger;

  ProposalMaker(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What to say now; nothing most of the time. */
  sealed interface Step {}

  record Propose(InclusionSet set) implements Step {}

  record End(AbortReason reason) implements Step {}

  /** The step due for a run that is open on the ledger. */
  Optional<Step> open(Tx tx, RunView view, long now) {
    if (ledger.job(view.request().jobDigest()).filter(job -> job.revoked()).isPresent()) {
      return Optional.of(new End(AbortReason.REVOKED));
    }
    if (tooFew(view, attainable(tx, view, now))) {
      return Optional.of(new End(AbortReason.TOO_FEW));
    }
    if (now >= agreementDeadline(view)) {
      return Optional.of(
          new End(someRepeat(tx, view) ? AbortReason.REPEATED : AbortReason.NO_AGREEMENT));
    }
    Map<PartyId, InclusionSet> held = held(tx, view);
    if (isWorthWaiting(view, held.keySet(), now)
        || agreed(tx, view).stream().anyMatch(set -> closable(view, set).equals(set))) {
      return Optional.empty();
    }
    InclusionSet common = closable(view, largestCommon(view, held));
    return Optional.of(
        tooFew(view, common.members().keySet())
            ? new End(AbortReason.TOO_FEW)
            : new Propose(common));
  }

  /**
   * Whether a node that has not said what it holds may still do so: where the run can do without
   * it, only while contributions come.
   */
  private static boolean isWorthWaiting(RunView view, Set<PartyId> said, long now) {
    boolean all = said.containsAll(view.request().nodes());
    boolean late = now > view.request().contributionDeadline() + SETTLING_SECONDS;
    return !all && !(late && NodeQuorum.isEnough(view.request(), said));
  }

  /**
   * What enough nodes hold in common: of all choices of enough nodes the one with the largest
   * intersection, of equal ones that with most nodes, then the first in share order (PROTOCOL 6.6).
   */
  private static InclusionSet largestCommon(RunView view, Map<PartyId, InclusionSet> held) {
    List<InclusionSet> said =
        view.request().nodes().stream().filter(held::containsKey).map(held::get).toList();
    int spare = said.size() - view.request().nodesNeeded();
    return spare == 0 ? common(said) : largestWithoutOne(said);
  }

  private static InclusionSet largestWithoutOne(List<InclusionSet> said) {
    InclusionSet largest = common(said);
    for (int without = said.size() - 1; without >= 0; without--) {
      List<InclusionSet> others = new ArrayList<>(said);
      others.remove(without);
      InclusionSet common = common(others);
      largest = common.size() > largest.size() ? common : largest;
    }
    return largest;
  }

  private static InclusionSet common(List<InclusionSet> sets) {
    return sets.stream().reduce(InclusionSet::intersect).orElseThrow();
  }

  /**
   * The set without members of whom the contract holds another contribution than the nodes do: who
   * writes one to the ledger and publishes another must not keep the others from closing.
   */
  private InclusionSet closable(RunView view, InclusionSet set) {
    Map<PartyId, Digest> members = new TreeMap<>(set.members());
    members
        .entrySet()
        .removeIf(
            member ->
                ledger
                    .contribution(view.run(), member.getKey())
                    .filter(recorded -> !recorded.equals(member.getValue()))
                    .isPresent());
    return InclusionSet.of(members);
  }

  /** The step due for a run whose set is final on the ledger. */
  Optional<Step> closed(RunView view, long now) {
    return now >= completionDeadline(view)
        ? Optional.of(new End(AbortReason.NO_COMPLETION))
        : Optional.empty();
  }

  /** The second deadline: half of the time that is left after contributions. */
  static long agreementDeadline(RunView view) {
    long contributions = view.request().contributionDeadline();
    return contributions + (view.request().deadline() - contributions) / 2;
  }

  /** A little before the end, so that the ledger learns why and not only that time is over. */
  static long completionDeadline(RunView view) {
    long left = view.request().deadline() - view.request().contributionDeadline();
    return view.request().deadline() - Math.max(1, left / 10);
  }

  private Set<PartyId> attainable(Tx tx, RunView view, long now) {
    Set<PartyId> attainable = new TreeSet<>(view.request().repositories());
    attainable.removeAll(StatementLog.all(tx, view.run(), "refusal").keySet());
    attainable.removeAll(complainedAbout(tx, view));
    if (now > view.request().contributionDeadline() + SETTLING_SECONDS) {
      attainable.retainAll(StatementLog.all(tx, view.run(), "contribution").keySet());
    }
    return attainable;
  }

  /** By more nodes than may be at fault themselves: no set with them can close. */
  private static Set<PartyId> complainedAbout(Tx tx, RunView view) {
    Map<PartyId, Set<PartyId>> nodes = new TreeMap<>();
    for (byte[] bytes : StatementLog.under(tx, view.run(), "complaint/")) {
      Complaint complaint = ((ComplaintMessage) Messages.read(bytes)).signed().statement();
      if (view.index(complaint.node()) >= 0) {
        nodes.computeIfAbsent(complaint.repository(), r -> new TreeSet<>()).add(complaint.node());
      }
    }
    nodes.values().removeIf(by -> by.size() <= view.request().faults());
    return nodes.keySet();
  }

  private boolean tooFew(RunView view, Set<PartyId> repositories) {
    return !Contributors.suffice(ledger, view, repositories);
  }

  /** For each node the largest set that it has signed. */
  private static Map<PartyId, InclusionSet> held(Tx tx, RunView view) {
    Map<PartyId, InclusionSet> held = new TreeMap<>();
    for (byte[] bytes : StatementLog.under(tx, view.run(), "checked/")) {
      CheckedMessage message = (CheckedMessage) Messages.read(bytes);
      PartyId node = message.signed().statement().node();
      if (view.index(node) >= 0) {
        held.merge(node, message.set(), (a, b) -> a.size() >= b.size() ? a : b);
      }
    }
    return held;
  }

  /** Whether cells of an earlier run were dealt once more: nodes sign all of them or none. */
  private static boolean someRepeat(Tx tx, RunView view) {
    return StatementLog.all(tx, view.run(), "contribution").values().stream()
        .map(bytes -> ((ContributionMessage) Messages.read(bytes)).signed().statement())
        .anyMatch(contribution -> contribution.repeats().isPresent());
  }

  /** Sets that enough nodes have signed: closing with one of them is the sink's business. */
  private static List<InclusionSet> agreed(Tx tx, RunView view) {
    Map<Digest, Set<PartyId>> nodes = new HashMap<>();
    Map<Digest, InclusionSet> sets = new TreeMap<>();
    for (byte[] bytes : StatementLog.under(tx, view.run(), "checked/")) {
      CheckedMessage message = (CheckedMessage) Messages.read(bytes);
      Digest root = message.set().root();
      nodes.computeIfAbsent(root, r -> new HashSet<>()).add(message.signed().statement().node());
      sets.put(root, message.set());
    }
    sets.keySet().removeIf(root -> !NodeQuorum.isEnough(view.request(), nodes.get(root)));
    return List.copyOf(sets.values());
  }

  /** Whether everything is here that a complete run's transcript must hold. */
  static boolean whole(Tx tx, RunView view, RunRecord onLedger) {
    Digest root = onLedger.inclusionRoot();
    Set<PartyId> checked = StatementLog.all(tx, view.run(), "checked/" + root).keySet();
    Set<PartyId> completed = StatementLog.all(tx, view.run(), "completion").keySet();
    if (!checked.containsAll(onLedger.closers()) || !completed.containsAll(onLedger.completed())) {
      return false;
    }
    byte[] any =
        StatementLog.find(tx, view.run(), "checked/" + root, onLedger.closers().get(0))
            .orElseThrow();
    Set<PartyId> members = ((CheckedMessage) Messages.read(any)).set().members().keySet();
    return StatementLog.all(tx, view.run(), "contribution").keySet().containsAll(members);
  }
}
