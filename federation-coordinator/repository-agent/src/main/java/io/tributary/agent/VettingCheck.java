package io.tributary.agent;

import io.tributary.protocol.error.ProtocolException;
import io.tributary.protocol.flow.Roster;
import io.tributary.protocol.flow.RunView;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.RefusalCode;
import io.tributary.protocol.statement.Signed;
import io.tributary.protocol.statement.Verifier;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Have enough vetters of distinct organisations signed these very bytes? Asked twice, of the
 * signatures and of the ledger, because a ledger node may lie and a signature may be revoked; and
 * asked again before shares leave (PROTOCOL 6.3, step 5).
 */
final class VettingCheck implements Check {
  private final Ledger ledger;
  private final Verifier verifier;

  VettingCheck(Ledger ledger) {
    this.ledger = ledger;
    this.verifier = new Verifier(ledger);
  }

  @Override
  public Optional<Verdict.Refuse> refusal(RunView view, long now) {
    Optional<Verdict.Refuse> standing = standing(view.request().jobDigest(), now);
    if (standing.isPresent()) {
      return standing;
    }
    Set<PartyId> vetters = vetters(view, now);
    boolean lapsed = vetters(view, 0).size() > vetters.size();
    int needed = ledger.vettersNeeded();
    int organisations = Roster.of(ledger).organisations(vetters);
    if (needed < 1 || organisations < needed) {
      return Check.no(
          lapsed ? RefusalCode.REVOKED : RefusalCode.NOT_VETTED,
          organisations + " organisations have vetted the job, " + needed + " are needed");
    }
    return Check.pass();
  }

  /** Vetters whose approvals of these very bytes hold at this time. */
  Set<PartyId> vetters(RunView view, long now) {
    Set<PartyId> vetters = new TreeSet<>();
    for (Signed<Approval> approval : view.dispatch().approvals()) {
      if (approval.statement().expires() > now && valid(approval, view.request().jobDigest())) {
        vetters.add(approval.statement().vetter());
      }
    }
    return vetters;
  }

  /** What the ledger alone says of the job, now. */
  private Optional<Verdict.Refuse> standing(Digest job, long now) {
    Optional<Ledger.JobRecord> record = ledger.job(job);
    if (record.isEmpty() || !record.get().jobDigest().equals(job)) {
      return Check.no(RefusalCode.NOT_VETTED, "the ledger has no vetting of job " + job);
    }
    if (record.get().revoked()) {
      return Check.no(RefusalCode.REVOKED, "job " + job + " has been revoked");
    }
    if (now >= record.get().expires()) {
      return Check.no(RefusalCode.REVOKED, "the approval of job " + job + " has expired");
    }
    return Check.pass();
  }

  private boolean valid(Signed<Approval> approval, Digest job) {
    if (!approval.statement().jobDigest().equals(job)) {
      return false;
    }
    try {
      return verifier.verify(approval).active();
    } catch (ProtocolException e) {
      return false;
    }
  }
}
