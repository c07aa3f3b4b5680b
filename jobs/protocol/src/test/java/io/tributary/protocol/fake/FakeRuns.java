package io.tributary.protocol.fake;

import io.tributary.protocol.id.Address;
import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.PartyId;
import io.tributary.protocol.id.RunId;
import io.tributary.protocol.port.Ledger.Role;
import io.tributary.protocol.port.Ledger.RunRecord;
import io.tributary.protocol.port.Ledger.RunState;
import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.run.OpeningEvidence;
import io.tributary.protocol.run.RunIds;
import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.AbortReason;
import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Completion;
import io.tributary.protocol.statement.Contribution;
import io.tributary.protocol.statement.Domain;
import io.tributary.protocol.statement.Eip712;
import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.RunRequest;
import io.tributary.protocol.statement.Signed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs, from the signed request to the receipt: the contract's {@code Runs}. */
final class FakeRuns {
  private static final int LEAST_NODES = 2;
  private static final int MOST_NODES = 16;
  private static final int MOST_REPOSITORIES = 256;
  private static final long DISPUTE_SECONDS = 7 * 86_400;
  private static final long LONGEST_SECONDS = 86_400;

  private final Domain domain;
  private final FakeRoster roster;
  private final FakeJobs jobs;
  private final FakeClock clock;
  private final Map<RunId, Run> runs = new HashMap<>();

  private static final class Run {
    RunRequest request;
    Digest requestDigest;
    Address signer;
    long openedAt;
    RunState state = RunState.OPEN;
    AbortReason reason = AbortReason.NONE;
    Digest root = Digest.ZERO;
    int contributors;
    List<PartyId> closers = List.of();
    List<PartyId> completers = List.of();
    Optional<Receipt> receipt = Optional.empty();
    Optional<PartyId> culprit = Optional.empty();
    final Map<String, Digest> said = new HashMap<>();
  }

  FakeRuns(Domain domain, FakeRoster roster, FakeJobs jobs, FakeClock clock) {
    this.domain = domain;
    this.roster = roster;
    this.jobs = jobs;
    this.clock = clock;
  }

  RunId open(Signed<RunRequest> signed) {
    RunRequest request = signed.statement();
    roster.signerOf(signed, Role.QUERIER);
    Address signer = roster.signer(signed);
    RunId id = RunIds.of(domain, signer, request.nonce());
    Reverted.unless(!runs.containsKey(id), "RunAlreadyOpened");
    Reverted.unless(request.feeClass() == 0, "UnsupportedFeeClass");
    requireBefore(request.contributionDeadline());
    Reverted.unless(request.deadline() <= clock.now() + LONGEST_SECONDS, "RunTooLong");
    jobs.requireRunnable(request.jobDigest(), clock.now());
    requireNodes(request.nodes());
    Reverted.unless(
        request.repositories().size() <= MOST_REPOSITORIES, "RepositoryCountOutOfRange");
    request.repositories().forEach(r -> roster.activeAs(r, Role.REPOSITORY));
    Run run = new Run();
    run.request = request;
    run.requestDigest = Eip712.digest(domain, request);
    run.signer = signer;
    run.openedAt = clock.now();
    runs.put(id, run);
    return id;
  }

  private void requireNodes(List<PartyId> nodes) {
    Reverted.unless(
        nodes.size() >= LEAST_NODES && nodes.size() <= MOST_NODES, "NodeCountOutOfRange");
    Set<Digest> organisations = new HashSet<>();
    for (PartyId node : nodes) {
      Digest organisation = roster.activeAs(node, Role.NODE).organisation();
      Reverted.unless(organisations.add(organisation), "DuplicateOrganisation");
    }
  }

  void accept(Signed<Acceptance> signed) {
    Acceptance s = signed.statement();
    decide("acceptance", s.runId(), s.repository(), s.epoch(), s.requestDigest(), signed);
  }

  void refuse(Signed<Refusal> signed) {
    Refusal s = signed.statement();
    decide("refusal", s.runId(), s.repository(), s.epoch(), s.requestDigest(), signed);
  }

  private void decide(
      String kind, RunId id, PartyId repository, int epoch, Digest request, Signed<?> signed) {
    Run run = stillOpen(id);
    Reverted.unless(run.requestDigest.equals(request), "RequestDigestMismatch");
    Digest digest = checkRepository(run, repository, epoch, signed);
    Reverted.unless(
        run.said.putIfAbsent(kind + repository, digest) == null, "StatementAlreadyRecorded");
  }

  void contribute(Signed<Contribution> signed) {
    Contribution s = signed.statement();
    Run run = run(s.runId());
    Digest digest = checkRepository(run, s.repository(), s.epoch(), signed);
    Digest first = run.said.get("contribution" + s.repository());
    Reverted.unless(!digest.equals(first), "StatementAlreadyRecorded");
    if (first != null) {
      Reverted.unless(
          run.said.putIfAbsent("equivocation" + s.repository(), digest) == null,
          "EquivocationAlreadyRecorded");
      return;
    }
    stillOpen(s.runId());
    run.said.put("contribution" + s.repository(), digest);
  }

  private Digest checkRepository(Run run, PartyId repository, int epoch, Signed<?> signed) {
    Reverted.unless(run.request.repositories().contains(repository), "NotAsked");
    return roster.checkForRun(repository, Role.REPOSITORY, epoch, run.openedAt, signed);
  }

  void close(RunId id, List<Signed<Checked>> checked, InclusionSet set) {
    Run run = stillOpen(id);
    requireEnough(run, checked.size());
    Reverted.unless(set.size() > 0, "ContributorCountMismatch");
    set.members()
        .forEach(
            (repository, digest) ->
                Reverted.unless(
                    digest.equals(run.said.get("contribution" + repository)),
                    "ContributionNotRecorded"));
    List<PartyId> closers = new ArrayList<>();
    for (Signed<Checked> signed : checked) {
      Checked s = signed.statement();
      Reverted.unless(s.runId().equals(id), "OtherRun");
      join(run, closers, s.node());
      Reverted.unless(s.inclusionRoot().equals(set.root()), "InclusionRootMismatch");
      Reverted.unless(s.contributors() == set.size(), "ContributorCountMismatch");
      roster.checkForRun(s.node(), Role.NODE, s.epoch(), run.openedAt, signed);
    }
    run.state = RunState.CLOSED;
    run.root = set.root();
    run.contributors = set.size();
    run.closers = closers;
  }

  void complete(RunId id, List<Signed<Completion>> completions) {
    Run run = inState(id, RunState.CLOSED);
    requireBefore(run.request.deadline());
    requireEnough(run, completions.size());
    List<PartyId> completers = new ArrayList<>();
    for (Signed<Completion> signed : completions) {
      Completion s = signed.statement();
      Reverted.unless(s.runId().equals(id), "OtherRun");
      join(run, completers, s.node());
      Reverted.unless(s.inclusionRoot().equals(run.root), "InclusionRootMismatch");
      roster.checkForRun(s.node(), Role.NODE, s.epoch(), run.openedAt, signed);
    }
    run.state = RunState.COMPLETED;
    run.completers = completers;
  }

  private static void requireEnough(Run run, int statements) {
    Reverted.unless(
        statements >= run.request.nodesNeeded() && statements <= run.request.nodes().size(),
        "NodeCountMismatch");
  }

  /** They come in the request's order, so none comes twice. */
  private static void join(Run run, List<PartyId> signed, PartyId node) {
    List<PartyId> nodes = run.request.nodes();
    int next = signed.isEmpty() ? 0 : nodes.indexOf(signed.get(signed.size() - 1)) + 1;
    Reverted.unless(nodes.indexOf(node) >= next, "UnexpectedNode");
    signed.add(node);
  }

  void receive(Signed<Receipt> signed) {
    Receipt s = signed.statement();
    Run run = inState(s.runId(), RunState.COMPLETED);
    roster.checkAccount(run.signer, signed);
    boolean verified = s.outcome() == 0 && s.culprit().equals(Digest.ZERO);
    boolean accuses =
        s.outcome() == 1
            && run.request.nodes().stream().anyMatch(n -> n.bytes32().equals(s.culprit()));
    Reverted.unless(verified || accuses, "InvalidOutcome");
    run.state = RunState.RECEIVED;
    run.receipt = Optional.of(s);
  }

  void convict(OpeningEvidence evidence) {
    Run run = run(evidence.run());
    boolean completed = run.state == RunState.COMPLETED || run.state == RunState.RECEIVED;
    Reverted.unless(completed, "WrongRunState");
    boolean open =
        run.request.nodes().size() >= OpeningEvidence.FEWEST_NODES && run.request.faults() == 0;
    Reverted.unless(open, "NothingMayBeOpened");
    Reverted.unless(run.culprit.isEmpty(), "AlreadyConvicted");
    requireBefore(run.request.deadline() + DISPUTE_SECONDS);
    Completion completion = evidence.completion().statement();
    Reverted.unless(completion.inclusionRoot().equals(run.root), "InclusionRootMismatch");
    Reverted.unless(run.request.nodes().contains(evidence.node()), "UnexpectedNode");
    int epoch = evidence.sums().statement().epoch();
    roster.checkForRun(evidence.node(), Role.NODE, epoch, run.openedAt, evidence.sums());
    roster.checkForRun(
        evidence.node(), Role.NODE, completion.epoch(), run.openedAt, evidence.completion());
    Reverted.unless(evidence.convicts(), "OpeningMatches");
    run.culprit = Optional.of(evidence.node());
  }

  Optional<PartyId> culprit(RunId id) {
    return Optional.ofNullable(runs.get(id)).flatMap(run -> run.culprit);
  }

  void abort(Signed<Abort> signed) {
    Abort s = signed.statement();
    Run run = unfinished(s.runId());
    Reverted.unless(s.reason() > 0 && s.reason() < AbortReason.values().length, "InvalidReason");
    roster.checkForRun(s.coordinator(), Role.COORDINATOR, s.epoch(), run.openedAt, signed);
    run.state = RunState.ABORTED;
    run.reason = AbortReason.of(s.reason());
  }

  void expire(RunId id) {
    Run run = unfinished(id);
    Reverted.unless(clock.now() > run.request.deadline(), "DeadlineNotReached");
    run.state = RunState.ABORTED;
    run.reason = AbortReason.EXPIRED;
  }

  Optional<RunRecord> record(RunId id) {
    return Optional.ofNullable(runs.get(id)).map(run -> record(id, run));
  }

  private static RunRecord record(RunId id, Run run) {
    return new RunRecord(
        id,
        run.state,
        run.requestDigest,
        run.openedAt,
        run.root,
        run.contributors,
        List.copyOf(run.closers),
        List.copyOf(run.completers),
        run.reason.code());
  }

  Optional<Digest> contribution(RunId id, PartyId repository) {
    return Optional.ofNullable(runs.get(id)).map(run -> run.said.get("contribution" + repository));
  }

  Optional<Digest> equivocation(RunId id, PartyId repository) {
    return Optional.ofNullable(run(id).said.get("equivocation" + repository));
  }

  Optional<Receipt> receipt(RunId id) {
    return run(id).receipt;
  }

  private Run run(RunId id) {
    Run run = runs.get(id);
    Reverted.unless(run != null, "UnknownRun");
    return run;
  }

  private Run inState(RunId id, RunState state) {
    Run run = run(id);
    Reverted.unless(run.state == state, "WrongRunState");
    return run;
  }

  private Run stillOpen(RunId id) {
    Run run = inState(id, RunState.OPEN);
    requireBefore(run.request.deadline());
    return run;
  }

  private Run unfinished(RunId id) {
    Run run = run(id);
    Reverted.unless(run.state == RunState.OPEN || run.state == RunState.CLOSED, "WrongRunState");
    return run;
  }

  private void requireBefore(long deadline) {
    Reverted.unless(clock.now() <= deadline, "DeadlinePassed");
  }
}
