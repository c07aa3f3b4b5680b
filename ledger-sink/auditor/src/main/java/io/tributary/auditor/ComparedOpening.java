package io.tributary.auditor;

import io.tributary.auditor.ContributionsCheck.Usable;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.seal.SealingKeyPair;
import io.tributary.protocol.transcript.Leaf;
import java.util.List;

/**
 * The answer of a comparison run: what the nodes' computation opened to the querier. Commitments
 * bind its inputs only, so there is no product to hold it against. This version neither opens nor
 * checks it.
 */
final class ComparedOpening {
  private ComparedOpening() {}

  /** Opens a run that has completed and whose audit has passed. */
  static Opening open(AuditReport report, Case run, List<Usable> members, SealingKeyPair key) {
    PartyId first = run.record().completed().get(0);
    return new Opening.Unreadable(report, first, "this version opens no comparison runs");
  }

  /** Checks the querier's {@code result.json}. */
  static String check(Case run, List<Usable> members, byte[] file) {
    AuditFault.unless(!members.isEmpty(), Leaf.RESULT, "the run has no answer");
    throw new AuditFault(Leaf.RESULT, "this version checks no results of comparison runs");
  }
}
