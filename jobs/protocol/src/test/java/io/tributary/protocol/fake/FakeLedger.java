package io.tributary.protocol.fake;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger;
import io.tributary.protocol.port.LedgerException;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Approval;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.Revocation;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The audit contract in memory, deployed without a bond: same rules, same states, same error names.
 * The write methods are the contract's functions, as the sink calls them; the read side can be
 * taken down or made to lie.
 */
public final class FakeLedger implements Ledger {
  /** A domain for tests. */
  public static final Domain DOMAIN =
      new Domain(31337, new Address("0x00000000000000000000000000000000000a0d17"));

  private final Domain domain;
  private final int vettersNeeded;
  private final FakeClock clock;
  private final FakeRoster roster;
  private final FakeJobs jobs;
  private final FakeRuns runs;
  private final Map<Digest, JobRecord> lies = new HashMap<>();
  private final Map<RunId, RunRecord> runLies = new HashMap<>();
  private boolean down;

  public FakeLedger(Domain domain, int vettersNeeded, FakeClock clock) {
    this.domain = domain;
    this.vettersNeeded = vettersNeeded;
    this.clock = clock;
    this.roster = new FakeRoster(domain);
    this.jobs = new FakeJobs(roster, vettersNeeded);
    this.runs = new FakeRuns(domain, roster, jobs, clock);
  }

  /** In the test domain, with two vetters needed. */
  public FakeLedger(FakeClock clock) {
    this(DOMAIN, 2, clock);
  }

  /** Whether reads fail, as when the ledger node does not answer. */
  public void setDown(boolean down) {
    this.down = down;
  }

  /** From now on reads claim this of a job, whatever the contract holds. */
  public void lieAbout(JobRecord job) {
    lies.put(job.jobDigest(), job);
  }

  /** From now on reads claim this of a run, whatever the contract holds. */
  public void lieAbout(RunRecord run) {
    runLies.put(run.run(), run);
  }

  /** From now on reads tell the truth of a run. */
  public void confess(RunId run) {
    runLies.remove(run);
  }

  public void register(
      PartyId id, Role role, Digest organisation, Address address, Digest sealing) {
    roster.register(id, role, organisation, address, sealing, clock.now());
  }

  public void rotate(PartyId id, Address address, Digest sealing) {
    roster.rotate(id, address, sealing, clock.now());
  }

  public void depart(PartyId id) {
    roster.depart(id, clock.now());
  }

  public void vetJob(List<Signed<Approval>> approvals) {
    jobs.vet(approvals, clock.now());
  }

  public void revokeJob(Signed<Revocation> revocation) {
    jobs.revoke(revocation);
  }

  public RunId openRun(Signed<RunRequest> request) {
    return runs.open(request);
  }

  public void recordAcceptance(Signed<Acceptance> acceptance) {
    runs.accept(acceptance);
  }

  public void recordRefusal(Signed<Refusal> refusal) {
    runs.refuse(refusal);
  }

  public void recordContribution(Signed<Contribution> contribution) {
    runs.contribute(contribution);
  }

  /** The statements are in the order of the request's nodes. */
  public void close(RunId run, List<Signed<Checked>> checked, InclusionSet set) {
    runs.close(run, checked, set);
  }

  /** The statements are in the order of the request's nodes. */
  public void complete(RunId run, List<Signed<Completion>> completions) {
    runs.complete(run, completions);
  }

  public void recordReceipt(Signed<Receipt> receipt) {
    runs.receive(receipt);
  }

  public void abort(Signed<Abort> abort) {
    runs.abort(abort);
  }

  public void expire(RunId run) {
    runs.expire(run);
  }

  public void convictNode(OpeningEvidence evidence) {
    runs.convict(evidence);
  }

  @Override
  public Optional<PartyId> culprit(RunId run) {
    requireUp();
    return runs.culprit(run);
  }

  @Override
  public Optional<Digest> contribution(RunId run, PartyId repository) {
    requireUp();
    return runs.contribution(run, repository);
  }

  /** The second, different one, which is evidence. */
  public Optional<Digest> equivocation(RunId run, PartyId repository) {
    return runs.equivocation(run, repository);
  }

  public Optional<Receipt> receipt(RunId run) {
    return runs.receipt(run);
  }

  @Override
  public Domain domain() {
    return domain;
  }

  @Override
  public List<Party> parties() {
    requireUp();
    return roster.parties();
  }

  @Override
  public int vettersNeeded() {
    requireUp();
    return vettersNeeded;
  }

  @Override
  public Optional<JobRecord> job(Digest jobDigest) {
    requireUp();
    return lies.containsKey(jobDigest) ? Optional.of(lies.get(jobDigest)) : jobs.record(jobDigest);
  }

  @Override
  public Optional<RunRecord> run(RunId run) {
    requireUp();
    return runLies.containsKey(run) ? Optional.of(runLies.get(run)) : runs.record(run);
  }

  @Override
  public long time() {
    requireUp();
    return clock.now();
  }

  private void requireUp() {
    if (down) {
      throw new LedgerException("the ledger node does not answer", null);
    }
  }
}
