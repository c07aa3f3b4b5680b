package io.tributary.node;

import io.tributary.mpc.Commitment;
import io.tributary.mpc.CommitmentTable;
import io.tributary.mpc.NodeShare;
import io.tributary.mpc.Pedersen;
import io.tributary.mpc.PieceCheck;
import io.tributary.mpc.ReplicatedShare;
import io.tributary.mpc.ScalarVector;
import io.tributary.mpc.four.Pieces;
import io.tributary.protocol.encode.Digests;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.run.PiecePayload;
import io.tributary.protocol.run.SharePayload;
import io.tributary.protocol.seal.SealContext;
import io.tributary.protocol.seal.Sealing;
import io.tributary.protocol.statement.ComplaintCode;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Verifier;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
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
  private final CheckedTables tables = new CheckedTables();

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
    CommitmentTable table;
    try {
      table = tables.of(view, message);
    } catch (ProtocolException e) {
      return Optional.of(ComplaintCode.MALFORMED);
    }
    if (!announced(view, message, sealed)) {
      return Optional.of(ComplaintCode.UNREADABLE);
    }
    try {
      boolean opens =
          view.compares()
              ? piecesOpen(view, message, table, sealed)
              : shareOpens(view, message, table, sealed);
      return opens ? Optional.empty() : Optional.of(ComplaintCode.COMMITMENT);
    } catch (ProtocolException e) {
      return Optional.of(
          e.code() == Code.UNSEALABLE ? ComplaintCode.UNREADABLE : ComplaintCode.MALFORMED);
    }
  }

  /**
   * The commitments of a contribution that this node holds, by node or by piece.
   *
   * @throws ProtocolException MALFORMED or DIGEST
   */
  CommitmentTable table(RunView view, ContributionMessage message) {
    return tables.of(view, message);
  }

  private boolean shareOpens(
      RunView view, ContributionMessage message, CommitmentTable table, byte[] sealed) {
    try (NodeShare share = open(view, message.signed().statement(), sealed).share()) {
      ScalarVector shares = share.shares();
      ScalarVector blindings = share.blindings();
      try {
        List<Commitment> row = table.ofNode(view.index(me));
        return pedersen(view).opens(row, view.shape(), shares, blindings, random);
      } finally {
        shares.wipe();
        blindings.wipe();
      }
    }
  }

  private boolean piecesOpen(
      RunView view, ContributionMessage message, CommitmentTable table, byte[] sealed) {
    try (ReplicatedShare share = openShare(view, message, sealed)) {
      List<PieceCheck.Held> held = List.of(new PieceCheck.Held(table, share));
      return PieceCheck.invalid(pedersen(view), held, random).isEmpty();
    }
  }

  private static Pedersen pedersen(RunView view) {
    return Pedersen.ofBlockSize(view.shape().blockSize());
  }

  /**
   * This node's pieces of a contribution to a run that compares, for the engine; the caller closes
   * them. They are those that {@link #complaint} has held against the commitments, since the
   * announced digest is checked once more.
   *
   * @throws ProtocolException DIGEST, UNSEALABLE or MALFORMED
   */
  Pieces openPieces(RunView view, ContributionMessage message, byte[] sealed) {
    if (!announced(view, message, sealed)) {
      throw ProtocolErrors.contribution(
          Code.DIGEST,
          view.run(),
          message.signed().statement().repository(),
          "the sealed share is not the one announced",
          "It is refused");
    }
    try (ReplicatedShare share = openShare(view, message, sealed)) {
      return Pieces.of(share);
    }
  }

  private boolean announced(RunView view, ContributionMessage message, byte[] sealed) {
    return Digests.sha256(sealed).equals(message.sealed().get(view.index(me)));
  }

  private ReplicatedShare openShare(RunView view, ContributionMessage message, byte[] sealed) {
    byte[] payload = unseal(view, message.signed().statement(), sealed);
    try {
      return PiecePayload.read(payload, view.shape(), view.index(me));
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
  }

  /**
   * Opens the sealed share and verifies the dealer's signature on its root.
   *
   * @throws ProtocolException UNSEALABLE, MALFORMED, DIGEST or SIGNATURE
   */
  SharePayload.Opened open(RunView view, Contribution statement, byte[] sealed) {
    byte[] payload = unseal(view, statement, sealed);
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

  private byte[] unseal(RunView view, Contribution statement, byte[] sealed) {
    SealContext context =
        view.sealContext(
            ledger.domain(), statement.repository(), me, statement.epoch(), SealContext.Kind.SHARE);
    return Sealing.open(keys.of(ledger, view, me), context, sealed);
  }
}
