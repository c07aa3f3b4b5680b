package io.tributary.node;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.flow.MessageCheck;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.RunViews;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.ProposalMessage;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.message.RunDispatch;
import io.tributary.protocol.port.Delivery;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import io.tributary.protocol.run.ShareChunks.Chunk;
import io.tributary.protocol.run.SharePayload;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.statement.Verifier;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node keeps of what it reads: verified statements, and records of sealed shares. */
final class NodeIntake {
  private static final Logger LOG = LoggerFactory.getLogger(NodeIntake.class);

  /** Shares may come before their run is known, but not without end. */
  private static final int MOST_SHARES = 10_000;

  private static final long MOST_BYTES_UNKNOWN = 64L << 20;

  private final PartyId me;
  private final Ledger ledger;
  private final MessageCheck messages;
  private final RunViews views;

  NodeIntake(PartyId me, Ledger ledger, RunViews views) {
    this.views = views;
    this.me = me;
    this.ledger = ledger;
    this.messages = new MessageCheck(ledger);
  }

  /** Takes a record in; throws for one that is no use. */
  void take(Tx tx, Delivery delivery) {
    if (!delivery.topic().equals(Topics.STATEMENTS)) {
      chunk(tx, delivery);
      return;
    }
    Message message = Messages.read(delivery.value());
    if (message instanceof RunDispatch dispatch) {
      dispatch(tx, dispatch, delivery.value());
    } else if (message instanceof ProposalMessage
        || message instanceof ContributionMessage
        || message instanceof RefusalMessage
        || message instanceof CompletionMessage) {
      statement(tx, message, delivery.value());
    }
    // Other kinds are for others.
  }

  private void dispatch(Tx tx, RunDispatch dispatch, byte[] bytes) {
    RunView view = RunView.of(ledger.domain(), dispatch);
    if (view.index(me) < 0 || NodeState.dispatch(tx, view.run()).isPresent()) {
      return;
    }
    new Verifier(ledger).verifyRequest(dispatch.request());
    view.checkParameters();
    if (view.shape().cells() < 1) {
      throw ProtocolErrors.malformed("job of run " + view.run(), "it has no cells");
    }
    NodeState.open(tx, view.run(), bytes);
  }

  private void statement(Tx tx, Message message, byte[] bytes) {
    MessageCheck.Place place = messages.check(message);
    if (NodeState.ended(tx, place.run())) {
      return;
    }
    StatementLog.Outcome outcome =
        StatementLog.keep(tx, place.run(), place.kind(), place.party(), place.digest(), bytes);
    if (outcome == StatementLog.Outcome.CONTRADICTION) {
      LOG.warn(
          "run {}: {} has signed two different statements ({}); both are kept as evidence",
          place.run(),
          place.party(),
          place.kind());
    } else if (message instanceof ProposalMessage proposal) {
      NodeState.propose(tx, place.run(), proposal.set().root(), bytes);
    }
  }

  private void chunk(Tx tx, Delivery delivery) {
    Chunk chunk = Chunk.parse(delivery.value());
    boolean mine =
        chunk.node().equals(me) && delivery.topic().equals(Topics.shares(chunk.repository(), me));
    if (!mine) {
      throw ProtocolErrors.contribution(
          Code.CONFLICT,
          chunk.run(),
          chunk.repository(),
          "a share record on the wrong topic",
          "It is ignored; the relay or its sender has mixed records up");
    }
    RunId run = chunk.run();
    if (NodeState.ended(tx, run)) {
      return;
    }
    Optional<byte[]> dispatch = NodeState.dispatch(tx, run);
    long most =
        dispatch.map(bytes -> longest(views.of(run, () -> bytes))).orElse(MOST_BYTES_UNKNOWN);
    if (chunk.total() > most || (dispatch.isEmpty() && NodeState.sending(tx) >= MOST_SHARES)) {
      throw ProtocolErrors.tooLarge("sealed share", chunk.total(), most);
    }
    NodeState.chunk(tx, chunk, delivery.value());
  }

  static long longest(RunView view) {
    return Sealing.sealedLength(SharePayload.length(view.shape(), true));
  }
}
