package io.tributary.node;

import io.tributary.protocol.flow.Contributors;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.RunViews;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.ComplaintMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.ProposalMessage;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.ComplaintCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node signs about an open run: complaints, the set it holds, and proposals within that
 * set (PROTOCOL 6.6). Signing sums nothing.
 */
final class SetAgreement {
  private static final Logger LOG = LoggerFactory.getLogger(SetAgreement.class);

  private final Identity me;
  private final Ledger ledger;
  private final DealtAgain again;

  SetAgreement(Identity me, Ledger ledger, RunViews views) {
    this.me = me;
    this.ledger = ledger;
    this.again = new DealtAgain(ledger, views);
  }

  /** Looks at a run that is open on the ledger. */
  void look(Tx tx, RunView view, long now, Outbox out) {
    for (PartyId repository : view.request().repositories()) {
      settle(tx, view, repository, now, out);
    }
    boolean allSettled =
        view.request().repositories().stream()
            .allMatch(repository -> NodeState.settled(tx, view.run(), repository));
    if (allSettled && !NodeState.hasCheckedAny(tx, view.run())) {
      again
          .allowed(tx, view, NodeState.held(tx, view.run()))
          .flatMap(set -> SummedBefore.allowed(tx, view, set, ledger))
          .ifPresent(set -> check(tx, view, set, out));
    }
    for (byte[] proposal : StatementLog.under(tx, view.run(), "proposal/")) {
      check(tx, view, ((ProposalMessage) Messages.read(proposal)).set(), out);
    }
  }

  private void settle(Tx tx, RunView view, PartyId repository, long now, Outbox out) {
    RunId run = view.run();
    if (NodeState.settled(tx, run, repository) || NodeState.hasArrived(tx, run, repository)) {
      return;
    }
    boolean announced = StatementLog.find(tx, run, "contribution", repository).isPresent();
    boolean late = now >= view.request().contributionDeadline();
    if (StatementLog.find(tx, run, "refusal", repository).isPresent()) {
      NodeState.leaveOut(tx, run, repository, "refused");
    } else if (!late && announced && NodeState.whole(tx, run, repository)) {
      NodeState.arrived(tx, run, repository);
    } else if (late && announced) {
      complain(tx, view, repository, ComplaintCode.INCOMPLETE, out);
    } else if (late) {
      NodeState.leaveOut(tx, run, repository, "absent");
    }
  }

  /** Leaves a repository out and says so. */
  void complain(Tx tx, RunView view, PartyId repository, ComplaintCode code, Outbox out) {
    Identity.Standing standing = me.standing(ledger);
    Complaint statement =
        new Complaint(me.id(), view.run(), repository, code.code(), standing.epoch());
    NodeState.leaveOut(tx, view.run(), repository, code.name());
    standing.publish(view.run(), new ComplaintMessage(me.sign(ledger, statement)), out);
    LOG.warn("run {}: contribution of repository {} is left out: {}", view.run(), repository, code);
  }

  private void check(Tx tx, RunView view, InclusionSet set, Outbox out) {
    InclusionSet held = NodeState.held(tx, view.run());
    boolean good =
        set.size() > 0
            && set.isSubsetOf(held)
            && Contributors.suffice(ledger, view, set.members().keySet())
            && NodeState.checked(tx, view.run(), set.root()).isEmpty()
            && NodeState.chosen(tx, view.run()).isEmpty()
            && again.allows(tx, view, set.members().keySet())
            && !SummedBefore.tells(tx, view, set.members().keySet(), ledger);
    if (!good) {
      return;
    }
    Identity.Standing standing = me.standing(ledger);
    Checked statement = new Checked(me.id(), view.run(), set.root(), set.size(), standing.epoch());
    CheckedMessage message = new CheckedMessage(me.sign(ledger, statement), set);
    NodeState.check(tx, view.run(), set.root(), Messages.write(message));
    standing.publish(view.run(), message, out);
    LOG.info("run {}: holds {} contributions", view.run(), set.size());
  }
}
