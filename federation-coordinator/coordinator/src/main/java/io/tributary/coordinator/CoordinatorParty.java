package io.tributary.coordinator;

import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.flow.Intake;
import io.tributary.protocol.flow.MessageCheck;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.RunViews;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.job.JobException;
import io.tributary.protocol.message.AbortMessage;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.message.ProposalMessage;
import io.tributary.protocol.message.ReceiptMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.party.Party;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Proposal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The coordinator on the bus: dispatches, archives, proposes, aborts. Decides nothing. */
public final class CoordinatorParty implements Party {
  private static final Logger LOG = LoggerFactory.getLogger(CoordinatorParty.class);

  /** A node may not fill the store with outputs; its completion names the only one of use. */
  private static final int MOST_OUTPUTS = 4;

  private final Identity me;
  private final Ledger ledger;
  private final RunViews views;
  private final MessageCheck messages;
  private final ProposalMaker proposals;

  public CoordinatorParty(Identity me, Ledger ledger) {
    this.me = me;
    this.ledger = ledger;
    this.views = new RunViews(ledger.domain());
    this.messages = new MessageCheck(ledger);
    this.proposals = new ProposalMaker(ledger);
  }

  @Override
  public Set<String> topics() {
    return Stream.concat(
            Stream.of(Topics.STATEMENTS),
            Roster.of(ledger).active(Role.NODE).stream().map(Topics::sums))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void receive(Tx tx, Delivery delivery, Outbox out) {
    Intake.receive(tx, delivery, record -> take(tx, record));
  }

  private void take(Tx tx, Delivery delivery) {
    Message message = Messages.read(delivery.value());
    if (message instanceof OutputMessage output) {
      output(tx, output, delivery);
    } else if (!(message instanceof RunDispatch)
        && !(message instanceof ReceiptMessage)
        && !(message instanceof EvidenceMessage)) {
      statement(tx, message, delivery.value());
    }
    // Dispatches, receipts and evidence on the bus are this coordinator's own.
  }

  private void output(Tx tx, OutputMessage output, Delivery delivery) {
    boolean wanted =
        delivery.topic().equals(Topics.sums(output.node()))
            && CoordinatorState.dispatch(tx, output.run()).isPresent()
            && CoordinatorState.outputs(tx, output.run(), output.node()) < MOST_OUTPUTS;
    if (!wanted) {
      throw ProtocolErrors.of(
          Code.CONFLICT,
          "run " + output.run() + ": an output of " + output.node() + " that nobody waits for",
          "It is ignored");
    }
    CoordinatorState.output(
        tx, output.run(), output.node(), Digests.sha256(output.sealed()), delivery.value());
  }

  private void statement(Tx tx, Message message, byte[] bytes) {
    MessageCheck.Place place = messages.check(message);
    if (CoordinatorState.dispatch(tx, place.run()).isEmpty()) {
      throw ProtocolErrors.of(
          Code.CONFLICT, "no run " + place.run() + " was dispatched here", "It is ignored");
    }
    // A frozen transcript takes no more lines; the ledger has all that still matters.
    if (CoordinatorState.frozen(tx, place.run())) {
      return;
    }
    if (StatementLog.keep(tx, place.run(), place.kind(), place.party(), place.digest(), bytes)
        == StatementLog.Outcome.CONTRADICTION) {
      LOG.warn(
          "run {}: {} has signed two different statements ({}); both are kept as evidence",
          place.run(),
          place.party(),
          place.kind());
    }
  }

  @Override
  public void tick(Tx tx, long now, Outbox out) {
    for (RunId run : CoordinatorState.live(tx)) {
      Optional<RunView> known = view(tx, run);
      if (known.isEmpty()) {
        LOG.error("run {}: was stored by a version with other formats; given up", run);
        CoordinatorState.end(tx, run);
        continue;
      }
      RunView view = known.get();
      try {
        dispatch(tx, view, out);
        look(tx, view, now, out);
        CoordinatorState.receipt(tx, run)
            .ifPresent(receipt -> receipt(tx, view, Messages.read(receipt), out));
      } catch (LedgerException e) {
        LOG.warn("run {}: waits, the ledger is silent: {}", run, e.getMessage());
        return;
      }
    }
    try {
      evidence(tx, out);
    } catch (LedgerException e) {
      LOG.warn("evidence waits, the ledger is silent: {}", e.getMessage());
    }
  }

  private void dispatch(Tx tx, RunView view, Outbox out) {
    Identity.Standing standing = me.standing(ledger);
    if (!CoordinatorState.dispatched(tx, view.run())) {
      return;
    }
    byte[] message = Messages.write(view.dispatch());
    String key = view.run().toString();
    List<BusRecord> batch = new ArrayList<>();
    for (PartyId repository : view.request().repositories()) {
      batch.add(new BusRecord(Topics.dispatch(repository), 0, key, message));
    }
    batch.add(new BusRecord(Topics.STATEMENTS, standing.lane(), key, message));
    out.publish(batch);
    LOG.info("run {}: dispatched", view.run());
  }

  private void evidence(Tx tx, Outbox out) {
    for (Map.Entry<RunId, byte[]> fresh : CoordinatorState.freshEvidence(tx).entrySet()) {
      Identity.Standing standing = me.standing(ledger);
      if (CoordinatorState.say(tx, fresh.getKey(), CoordinatorState.EVIDENCE)) {
        standing.publish(fresh.getKey(), Messages.read(fresh.getValue()), out);
        LOG.warn("run {}: evidence against a node goes to the ledger", fresh.getKey());
      }
    }
  }

  private void receipt(Tx tx, RunView view, Message receipt, Outbox out) {
    Identity.Standing standing = me.standing(ledger);
    if (CoordinatorState.say(tx, view.run(), "receipt")) {
      standing.publish(view.run(), receipt, out);
    }
  }

  /** Empty if dispatch or job are of another version's form. */
  private Optional<RunView> view(Tx tx, RunId run) {
    try {
      RunView view = views.of(run, () -> CoordinatorState.dispatch(tx, run).orElseThrow());
      view.compiled();
      return Optional.of(view);
    } catch (ProtocolException | JobException e) {
      return Optional.empty();
    }
  }

  private void look(Tx tx, RunView view, long now, Outbox out) {
    Optional<RunRecord> onLedger = ledger.run(view.run());
    RunState state = onLedger.map(RunRecord::state).orElse(RunState.NONE);
    if (state != RunState.NONE && !onLedger.get().requestDigest().equals(view.requestDigest())) {
      LOG.error("run {}: the ledger opened it for another request", view.run());
      CoordinatorState.end(tx, view.run());
      return;
    }
    CoordinatorState.ledgerState(tx, view.run(), state);
    if (state != RunState.NONE) {
      CoordinatorState.time(tx, view.run(), state.name().toLowerCase(Locale.ROOT), now);
    }
    switch (state) {
      case NONE -> {
        if (now >= view.request().deadline()) {
          CoordinatorState.end(tx, view.run());
        }
      }
      case OPEN -> step(tx, view, proposals.open(tx, view, now), out);
      case CLOSED -> step(tx, view, proposals.closed(view, now), out);
      case COMPLETED -> freeze(tx, view, onLedger.get());
      case RECEIVED -> {
        freeze(tx, view, onLedger.get());
        if (CoordinatorState.frozen(tx, view.run())) {
          CoordinatorState.end(tx, view.run());
        }
      }
      case ABORTED -> {
        CoordinatorState.freeze(tx, view.run());
        CoordinatorState.end(tx, view.run());
      }
    }
  }

  private static void freeze(Tx tx, RunView view, RunRecord onLedger) {
    if (ProposalMaker.whole(tx, view, onLedger)) {
      CoordinatorState.freeze(tx, view.run());
    }
  }

  private void step(Tx tx, RunView view, Optional<ProposalMaker.Step> step, Outbox out) {
    if (step.isEmpty()) {
      return;
    }
    Identity.Standing standing = me.standing(ledger);
    if (step.get() instanceof ProposalMaker.Propose propose) {
      propose(tx, view, standing, propose, out);
    } else if (step.get() instanceof ProposalMaker.End end) {
      abort(tx, view, standing, end.reason(), out);
    }
  }

  private void propose(
      Tx tx, RunView view, Identity.Standing standing, ProposalMaker.Propose propose, Outbox out) {
    if (CoordinatorState.say(tx, view.run(), "proposal/" + propose.set().root())) {
      Proposal statement =
          new Proposal(
              me.id(), view.run(), propose.set().root(), propose.set().size(), standing.epoch());
      say(tx, view, standing, new ProposalMessage(me.sign(ledger, statement), propose.set()), out);
      LOG.info("run {}: proposes a set of {}", view.run(), propose.set().size());
    }
  }

  private void abort(
      Tx tx, RunView view, Identity.Standing standing, AbortReason reason, Outbox out) {
    if (CoordinatorState.say(tx, view.run(), "abort")) {
      Abort statement = new Abort(me.id(), view.run(), reason.code(), standing.epoch());
      say(tx, view, standing, new AbortMessage(me.sign(ledger, statement)), out);
      LOG.warn("run {}: ends without an answer: {}", view.run(), reason);
    }
  }

  /** Publishes and archives at once: the echo may come after the transcript is frozen. */
  private void say(Tx tx, RunView view, Identity.Standing standing, Message message, Outbox out) {
    MessageCheck.Place place = messages.check(message);
    StatementLog.keep(
        tx, place.run(), place.kind(), place.party(), place.digest(), Messages.write(message));
    standing.publish(view.run(), message, out);
  }
}
