package io.tributary.auditor;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.transcript.Entry;
import io.tributary.protocol.transcript.Leaf;
import io.tributary.protocol.transcript.TranscriptFile;
import java.util.List;

/** The querier's receipt: by whoever asked, over all lines of this transcript. */
final class ReceiptCheck {
  private static final int VERIFIED = 0;
  private static final int LIED = 1;

  private ReceiptCheck() {}

  static String check(Case run) {
    List<Line<Entry.OfStatement>> lines = run.lines().about(Receipt.class);
    Leaf file = Leaf.file(TranscriptFile.RECEIPT);
    if (lines.isEmpty()) {
      AuditFault.unless(
          run.record().state() != RunState.RECEIVED,
          file,
          "the ledger has a receipt, this has none");
      return "none yet";
    }
    AuditFault.unless(lines.size() == 1, lines.get(lines.size() - 1).leaf(), "a second receipt");
    Line<Entry.OfStatement> line = lines.get(0);
    Receipt receipt = (Receipt) line.statement();
    signature(run, line, receipt);
    AuditFault.unless(
        receipt.transcriptRoot().equals(run.transcript().root()),
        line.leaf(),
        "the lines of the transcript do not have the root that the querier signed");
    return outcome(run, line, receipt);
  }

  private static void signature(Case run, Line<Entry.OfStatement> line, Receipt receipt) {
    try {
      run.verifier()
          .verifyReceipt(
              run.request().entry().signed(), new Signed<>(receipt, line.signed().signature()));
    } catch (ProtocolException e) {
      throw new AuditFault(line.leaf(), e.getMessage(), e);
    }
  }

  private static String outcome(Case run, Line<Entry.OfStatement> line, Receipt receipt) {
    if (receipt.outcome() == VERIFIED) {
      AuditFault.unless(
          receipt.culprit().equals(Digest.ZERO), line.leaf(), "verified, and names a culprit");
      return "the querier verified the answer; root " + receipt.transcriptRoot();
    }
    AuditFault.unless(
        receipt.outcome() == LIED
            && run.asked().nodes().stream()
                .map(PartyId::bytes32)
                .anyMatch(receipt.culprit()::equals),
        line.leaf(),
        "an unknown outcome, or a culprit that is no node of the run");
    throw new AuditFault(
        line.leaf(),
        "the querier states that the opening of node "
            + PartyId.of(receipt.culprit())
            + " does not match its products; its evidence is in evidence.json");
  }
}
