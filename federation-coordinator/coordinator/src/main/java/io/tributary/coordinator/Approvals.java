package io.tributary.coordinator;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Verifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which of the approvals that somebody hands in count for a job. */
final class Approvals {
  private Approvals() {}

  /**
   * Those of exactly this job, not expired, by a current key of a vetter on the roster; of each
   * vetter the one that lasts longest.
   *
   * @param now Unix seconds
   * @throws io.tributary.protocol.port.LedgerException if the ledger is silent
   */
  static List<Signed<Approval>> inForce(
      Ledger ledger, Digest job, Collection<Signed<Approval>> handedIn, long now) {
    Verifier verifier = new Verifier(ledger);
    Map<PartyId, Signed<Approval>> byVetter = new TreeMap<>();
    for (Signed<Approval> approval : handedIn) {
      Approval said = approval.statement();
      if (said.jobDigest().equals(job) && said.expires() > now && genuine(verifier, approval)) {
        byVetter.merge(
            said.vetter(),
            approval,
            (a, b) -> a.statement().expires() >= b.statement().expires() ? a : b);
      }
    }
    return List.copyOf(byVetter.values());
  }

  static Set<PartyId> vetters(Collection<Signed<Approval>> approvals) {
    Set<PartyId> vetters = new TreeSet<>();
    approvals.forEach(approval -> vetters.add(approval.statement().vetter()));
    return vetters;
  }

  private static boolean genuine(Verifier verifier, Signed<Approval> approval) {
    try {
      verifier.verify(approval);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }
}
