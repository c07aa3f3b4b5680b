package io.tributary.node;

import io.tributary.protocol.flow.NodeQuorum;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.flow.StatementLog;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.Messages;
import io.tributary.protocol.message.OutputMessage;
import io.tributary.protocol.party.Outbox;
import io.tributary.protocol.port.BusRecord;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Store.Tx;
import io.tributary.protocol.port.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the sealed output go once the ledger holds the completions, so that nobody can read the
 * answer and still have the run refunded; and once this node has itself seen those of all nodes,
 * but for the one that the run may do without, over the set it summed, so that a lying ledger node
 * releases nothing (PROTOCOL 6.9).
 */
final class OutputRelease {
  private static final Logger LOG = LoggerFactory.getLogger(OutputRelease.class);

  private final PartyId me;

  OutputRelease(PartyId me) {
    this.me = me;
  }

  /** Looks at a run that is complete on the ledger and that this node has summed. */
  void look(Tx tx, RunView view, RunRecord onLedger, Outbox out) {
    Digest chosen = NodeState.chosen(tx, view.run()).orElseThrow();
    byte[] sealed = NodeState.output(tx, view.run()).orElseThrow();
    if (!onLedger.inclusionRoot().equals(chosen)
        || !enoughCompleted(tx, view, chosen)
        || !NodeState.release(tx, view.run())) {
      return;
    }
    OutputMessage message = new OutputMessage(view.run(), me, sealed);
    out.publish(
        List.of(new BusRecord(Topics.sums(me), 0, view.run().toString(), Messages.write(message))));
    NodeState.end(tx, view.run(), "released");
    LOG.info("run {}: output released", view.run());
  }

  private static boolean enoughCompleted(Tx tx, RunView view, Digest root) {
    Map<PartyId, byte[]> completions =
        new TreeMap<>(StatementLog.all(tx, view.run(), "completion"));
    completions.values().removeIf(completion -> !root(completion).equals(root));
    return NodeQuorum.isEnough(view.request(), completions.keySet());
  }

  private static Digest root(byte[] completion) {
    CompletionMessage message = (CompletionMessage) Messages.read(completion);
    return message.signed().statement().inclusionRoot();
  }
}
