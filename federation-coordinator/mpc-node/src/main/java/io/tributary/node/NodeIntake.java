package io.tributary.node;

import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.MessageCheck;
import io.tributary.protocol.flow.Question;
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
import io.tributary.protocol.run.PiecePayload;
import io.tributary.protocol.run.ShareChunks.Chunk;
import io.tributary.protocol.run.SharePayload;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.statement.Verifier;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node keeps of what it reads: verified statements, and records of sealed shares. */
final class NodeIntake {
  private static final Logger LOG = LoggerFactory.getLogger(NodeIntake.class);

  private final PartyId me;
  private final Ledger ledger;
  private final MessageCheck messages;
  private final RunViews views;
  private final SecureRandom random = new SecureRandom();

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
    view.checkSizes();
    if (view.shape().cells() < 1) {
      throw ProtocolErrors.malformed("job of run " + view.run(), "it has no cells");
    }
    if (view.compiled().faults() != view.request().faults()) {
      throw ProtocolErrors.malformed(
          "request of run " + view.run(),
          "as many nodes as it says may not be missing from a run of this job");
    }
    if (!Sealing.isUsable(view.request().resultKey(), random)) {
      throw ProtocolErrors.malformed(
          "request of run " + view.run(), "nothing can be sealed to its result key");
    }
    Question.digest(view); // Parameters that it cannot be taken of make no question.
    NodeState.open(tx, view.run(), bytes);
    EarlyShares.known(tx, view);
    EarlyStatements.known(tx, view.run());
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
    }
    if (outcome.kept() && NodeState.dispatch(tx, place.run()).isEmpty()) {
      EarlyStatements.kept(tx, place, bytes.length);
    }
  }

  private void chunk(Tx tx, Delivery delivery) {
    Chunk chunk = Chunk.parse(delivery.value());
    boolean mine =
        chunk.node().equals(me) && delivery.topic().equals(Topics.shares(chunk.repository(), me));
    if (!mine) {
      throw refused(
          chunk,
          "a share record on the wrong topic",
          "It is ignored; the relay or its sender has mixed records up");
    }
    RunId run = chunk.run();
    if (NodeState.ended(tx, run)) {
      return;
    }
    Optional<byte[]> dispatch = NodeState.dispatch(tx, run);
    if (dispatch.isPresent()) {
      chunk(tx, views.of(run, dispatch::get), chunk, delivery.value());
    } else {
      EarlyShares.keep(tx, chunk, delivery.value());
    }
  }

  private static void chunk(Tx tx, RunView view, Chunk chunk, byte[] record) {
    if (!view.request().repositories().contains(chunk.repository())) {
      throw refused(chunk, "it was not asked in this run", "It is ignored");
    }
    if (chunk.total() > longest(view)) {
      throw ProtocolErrors.tooLarge("sealed share", chunk.total(), longest(view));
    }
    NodeState.chunk(tx, chunk, record);
  }

  private static ProtocolException refused(Chunk chunk, String problem, String fix) {
    return ProtocolErrors.contribution(
        Code.CONFLICT, chunk.run(), chunk.repository(), problem, fix);
  }

  /** Bytes of the longest sealed share that the layout allows. */
  static long longest(RunView view) {
    return Sealing.sealedLength(
        view.compares()
            ? PiecePayload.length(view.shape(), true)
            : SharePayload.length(view.shape(), true));
  }
}
