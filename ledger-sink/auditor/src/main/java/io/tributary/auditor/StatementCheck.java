package io.tributary.auditor;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Party;
import io.tributary.protocol.statement.Verifier;
import io.tributary.protocol.transcript.Entry;

/** One statement by one signer (PROTOCOL 4.4, 4.5). */
final class StatementCheck {
  private StatementCheck() {}

  /** Signed by the party it names, in its role, with a key that holds. */
  static Party signedBy(Verifier verifier, Line<? extends Entry> line) {
    try {
      return verifier.verify(line.signed());
    } catch (ProtocolException e) {
      throw new AuditFault(line.leaf(), e.getMessage(), e);
    }
  }

  /** And about this run. */
  static Party ofRun(Case run, Line<? extends Entry> line, RunId about) {
    AuditFault.unless(about.equals(run.run()), line.leaf(), "is about run " + about);
    return signedBy(run.verifier(), line);
  }
}
