package io.tributary.protocol.fake;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.port.Ledger.JobRecord;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Revocation;
import io.tributary.protocol.statement.Signed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which jobs may run: the contract's {@code Jobs}. */
final class FakeJobs {
  private final FakeRoster roster;
  private final int needed;
  private final Map<Digest, Job> jobs = new HashMap<>();
  private final Map<Digest, Set<PartyId>> approvers = new HashMap<>();

  private record Job(long expires, boolean revoked, Map<PartyId, Integer> epochs) {}

  FakeJobs(FakeRoster roster, int needed) {
    this.roster = roster;
    this.needed = needed;
  }

  void vet(List<Signed<Approval>> approvals, long now) {
    Reverted.unless(!approvals.isEmpty() && approvals.size() >= needed, "TooFewApprovals");
    Digest digest = approvals.get(0).statement().jobDigest();
    Set<Digest> organisations = new HashSet<>();
    Map<PartyId, Integer> epochs = new LinkedHashMap<>();
    long expires = Long.MAX_VALUE;
    for (Signed<Approval> signed : approvals) {
      Approval a = signed.statement();
      Reverted.unless(a.jobDigest().equals(digest), "DifferentJob");
      Reverted.unless(now < a.expires(), "ApprovalExpired");
      roster.checkNow(a.vetter(), Role.VETTER, a.epoch(), signed);
      Reverted.unless(
          organisations.add(roster.known(a.vetter()).organisation()), "DuplicateOrganisation");
      epochs.put(a.vetter(), a.epoch());
      expires = Math.min(expires, a.expires());
    }
    Job before = jobs.get(digest);
    Reverted.unless(before == null || !before.revoked(), "JobIsRevoked");
    boolean extendsIt =
        before == null || expires > before.expires() || inForce(before).size() < needed;
    Reverted.unless(extendsIt, "JobAlreadyVetted");
    jobs.put(digest, new Job(expires, false, epochs));
    approvers.computeIfAbsent(digest, d -> new HashSet<>()).addAll(epochs.keySet());
  }

  void revoke(Signed<Revocation> signed) {
    Revocation r = signed.statement();
    Job job = jobs.get(r.jobDigest());
    Reverted.unless(job == null || !job.revoked(), "JobIsRevoked");
    roster.checkNow(r.vetter(), Role.VETTER, r.epoch(), signed);
    boolean approved = approvers.getOrDefault(r.jobDigest(), Set.of()).contains(r.vetter());
    Reverted.unless(job != null && approved, "NotAnApprover");
    jobs.put(r.jobDigest(), new Job(job.expires(), true, job.epochs()));
  }

  void requireRunnable(Digest digest, long now) {
    Job job = jobs.get(digest);
    Reverted.unless(job != null, "JobNotVetted");
    Reverted.unless(!job.revoked(), "JobIsRevoked");
    Reverted.unless(now < job.expires(), "JobExpired");
    Reverted.unless(inForce(job).size() >= needed, "TooFewApprovals");
  }

  Optional<JobRecord> record(Digest digest) {
    return Optional.ofNullable(jobs.get(digest))
        .map(j -> new JobRecord(digest, j.expires(), j.revoked(), inForce(j)));
  }

  /** Vetters whose approval is still by their current key. */
  private List<PartyId> inForce(Job job) {
    return job.epochs().entrySet().stream()
        .filter(e -> roster.isCurrent(e.getKey(), e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
