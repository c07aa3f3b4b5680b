package io.tributary.testkit;

import io.tributary.mpc.four.Message;
import io.tributary.node.Combiner;
import io.tributary.node.NodeMain;
import io.tributary.node.SealingKeyRing;
import io.tributary.protocol.flow.Identity;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes one bit of what it tells the others in a comparison run, and goes on as if nothing was.
 */
public final class NodeLyingToOthers extends Combiner {
  /** Stands for every round but the first. */
  private static final int LATER = -1;

  private final Message.Kind kind;
  private final int round;

  /**
   * @param kind of the messages that it changes
   * @param round of these messages; -1 for every round but the first
   */
  public NodeLyingToOthers(Federation federation, PartyId node, Message.Kind kind, int round) {
    this(
        federation.identity(node),
        federation.ledger(),
        federation.keys(node),
        federation.random(),
        kind,
        round);
  }

  private NodeLyingToOthers(
      Identity me,
      Ledger ledger,
      SealingKeyRing keys,
      SecureRandom random,
      Message.Kind kind,
      int round) {
    super(me, ledger, keys, random);
    this.kind = kind;
    this.round = round;
  }

  /** The same as a process of its own: takes what {@link NodeMain} takes. */
  public static void main(String[] args) {
    NodeMain.run(
        args,
        (me, ledger, keys, random) ->
            new NodeLyingToOthers(me, ledger, keys, random, Message.Kind.LAYER, 3));
  }

  @Override
  protected Message adjust(Message message) {
    boolean then = message.round() == round || (round == LATER && message.round() > 0);
    if (message.kind() != kind || !then) {
      return message;
    }
    byte[] body = message.body().clone();
    List<byte[]> digests = new ArrayList<>(message.digests());
    if (body.length > 0) {
      body[0] ^= 1;
    } else if (!digests.isEmpty()) {
      byte[] digest = digests.get(digests.size() - 1).clone();
      digest[0] ^= 1;
      digests.set(digests.size() - 1, digest);
    }
    return new Message(
        message.context(), kind, message.round(), message.from(), message.to(), digests, body);
  }
}
