package io.tributary.node;

import io.tributary.mpc.BlockShape;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.Pedersen;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.run.SharePayload;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.statement.ComplaintCode;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Verifier;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Opens one contribution and holds it against its commitments, before any set closes (PROTOCOL
 * 6.6).
 */
final class ContributionCheck {
  private final PartyId me;
  private final SealingKeyRing keys;
  private final Ledger ledger;
  private final SecureRandom random;

  ContributionCheck(PartyId me, SealingKeyRing keys, Ledger ledger, SecureRandom random) {
    this.me = me;
    this.keys = keys;
    this.ledger = ledger;
    this.random = random;
  }

  /**
   * What is wrong with it; empty if nothing is.
   *
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent
   */
  Optional<ComplaintCode> complaint(RunView view, ContributionMessage message, byte[] sealed) {
    BlockShape shape = view.shape();
    int index = view.index(me);
    CommitmentTable table;
    try {
      table = message.table(view.request().nodes().size(), shape);
    } catch (ProtocolException e) {
      return Optional.of(ComplaintCode.MALFORMED);
    }
    if (!Digests.sha256(sealed).equals(message.sealed().get(index))) {
      return Optional.of(ComplaintCode.UNREADABLE);
    }
    SharePayload.Opened opened;
    try {
      opened = open(view, message.signed().statement(), sealed);
    } catch (ProtocolException e) {
      return Optional.of(
          e.code() == Code.UNSEALABLE ? ComplaintCode.UNREADABLE : ComplaintCode.MALFORMED);
    }
    try (NodeShare share = opened.share()) {
      boolean matches =
          Pedersen.ofBlockSize(shape.blockSize())
              .invalid(table.ofNode(index), shape, share.shares(), share.blindings(), random)
              .isEmpty();
      return matches ? Optional.empty() : Optional.of(ComplaintCode.COMMITMENT);
    }
  }

  /**
   * Opens the sealed share and verifies the dealer's signature on its root.
   *
   * @throws ProtocolException UNSEALABLE, MALFORMED, DIGEST or SIGNATURE
   */
  SharePayload.Opened open(RunView view, Contribution statement, byte[] sealed) {
    SealContext context =
        view.sealContext(
            ledger.domain(), statement.repository(), me, statement.epoch(), SealContext.Kind.SHARE);
    byte[] payload = Sealing.open(keys.of(ledger, view, me), context, sealed);
    SharePayload.Opened opened;
    try {
      opened = SharePayload.read(payload, view.shape());
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
    try {
      new Verifier(ledger)
          .verify(opened.statement(statement.repository(), view.run(), me, statement.epoch()));
      return opened;
    } catch (RuntimeException e) {
      opened.share().close();
      throw e;
    }
  }
}
