package io.tributary.protocol.flow;

import io.tributary.mpc.MpcException;
import io.tributary.protocol.error.Code;
import io.tributary.protocol.error.ProtocolErrors;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.message.AbortMessage;
import io.tributary.protocol.message.AcceptanceMessage;
import io.tributary.protocol.message.CheckedMessage;
import io.tributary.protocol.message.ComplaintMessage;
import io.tributary.protocol.message.CompletionMessage;
import io.tributary.protocol.message.ContributionMessage;
import io.tributary.protocol.message.EvidenceMessage;
import io.tributary.protocol.message.Message;
import io.tributary.protocol.message.ProposalMessage;
import io.tributary.protocol.message.RefusalMessage;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Proposal;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Statement;
import io.tributary.protocol.statement.Verifier;

/**
 * Does a message say what its signer signed? The signature covers roots only, so what travels
 * beside the statement is held against them (for sets and products, reading the message does it):
 * else anyone could hang other commitments on a good signature.
 */
public final class MessageCheck {
  private final Ledger ledger;
  private final Verifier verifier;

  public MessageCheck(Ledger ledger) {
    this.ledger = ledger;
    this.verifier = new Verifier(ledger);
  }

  /**
   * Where a checked message belongs.
   *
   * @param kind what the party may say once in the run
   * @param digest EIP-712 digest of the statement
   */
  public record Place(RunId run, String kind, PartyId party, Digest digest) {}

  /**
   * Checks any message that a party of a run signs.
   *
   * @throws io.tributary.protocol.error.ProtocolException if it is not genuine, or of a kind that
   *     is checked elsewhere: dispatches, outputs, receipts
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent
   */
  public Place check(Message message) {
    if (message instanceof AcceptanceMessage m) {
      Acceptance s = m.signed().statement();
      return signed(m.signed(), s.runId(), "acceptance", s.repository());
    } else if (message instanceof RefusalMessage m) {
      Refusal s = m.signed().statement();
      return signed(m.signed(), s.runId(), "refusal", s.repository());
    } else if (message instanceof ContributionMessage m) {
      Contribution s = m.signed().statement();
      roots(m);
      return signed(m.signed(), s.runId(), "contribution", s.repository());
    } else if (message instanceof ComplaintMessage m) {
      Complaint s = m.signed().statement();
      return signed(m.signed(), s.runId(), "complaint/" + s.repository(), s.node());
    } else if (message instanceof ProposalMessage m) {
      Proposal s = m.signed().statement();
      return signed(m.signed(), s.runId(), "proposal/" + s.inclusionRoot(), s.coordinator());
    } else if (message instanceof CheckedMessage m) {
      Checked s = m.signed().statement();
      return signed(m.signed(), s.runId(), "checked/" + s.inclusionRoot(), s.node());
    } else if (message instanceof CompletionMessage m) {
      Completion s = m.signed().statement();
      return signed(m.signed(), s.runId(), "completion", s.node());
    } else if (message instanceof AbortMessage m) {
      Abort s = m.signed().statement();
      return signed(m.signed(), s.runId(), "abort", s.coordinator());
    }
    throw ProtocolErrors.malformed("message", "its kind has no place here");
  }

  /**
   * Checks evidence: genuine words of the node that it accuses, which do prove what they are shown
   * for.
   *
   * @throws io.tributary.protocol.error.ProtocolException if it is not genuine, or proves nothing
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent
   */
  public OpeningEvidence check(EvidenceMessage message) {
    OpeningEvidence evidence = message.evidence();
    verifier.verify(evidence.sums());
    verifier.verify(evidence.completion());
    if (!evidence.convicts()) {
      throw ProtocolErrors.of(
          Code.CONFLICT,
          "run " + evidence.run() + ": what is shown proves nothing against " + evidence.node(),
          "It is ignored");
    }
    return evidence;
  }

  private Place signed(Signed<? extends Statement> signed, RunId run, String kind, PartyId party) {
    verifier.verify(signed);
    return new Place(run, kind, party, Eip712.digest(ledger.domain(), signed.statement()));
  }

  /** Held against the bytes as they came: whether they are points at all, a node checks later. */
  private static void roots(ContributionMessage message) {
    Contribution said = message.signed().statement();
    try {
      if (CompletionMessage.productRoot(message.commitments()).equals(said.commitmentRoot())
          && ContributionMessage.sealedRoot(message.sealed()).equals(said.sealedRoot())) {
        return;
      }
    } catch (IllegalArgumentException | MpcException e) {
      throw ProtocolErrors.malformed("contribution", "its lists have impossible lengths", e);
    }
    throw ProtocolErrors.contribution(
        Code.DIGEST,
        said.runId(),
        said.repository(),
        "what came with the statement is not what was signed",
        "It is ignored; somebody on the way has altered it");
  }
}
