// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAuditLedger} from "./IAuditLedger.sol";
import {InclusionTree} from "./InclusionTree.sol";
import {Jobs} from "./Jobs.sol";
import {Quorum} from "./Quorum.sol";
import {StatementHash} from "./StatementHash.sol";
import {
    RunRequest,
    Acceptance,
    Refusal,
    Contribution,
    Checked,
    Completion,
    Receipt,
    Abort
} from "./Statements.sol";
import {AbortReason, Party, Role, Run, RunState, StatementKind} from "./Types.sol";

/// @title Runs, from the signed request to the receipt
abstract contract Runs is Jobs {
    using StatementHash for RunRequest;
    using StatementHash for Acceptance;
    using StatementHash for Refusal;
    using StatementHash for Contribution;
    using StatementHash for Checked;
    using StatementHash for Completion;
    using StatementHash for Receipt;
    using StatementHash for Abort;
    using Quorum for Run;

    /// @dev With the time for disputes it is shorter than the unbonding of who has left.
    uint64 private constant LONGEST = 1 days;
    uint256 private constant LEAST_NODES = 2;
    uint256 private constant MOST_NODES = 16;
    uint256 private constant MOST_REPOSITORIES = 256;

    /// @dev What a repository has said in a run.
    struct Said {
        bool asked;
        bool equivocated;
        bytes32 acceptance;
        bytes32 refusal;
        bytes32 contribution;
    }

    mapping(bytes32 runId => Run) private _runs;
    mapping(bytes32 runId => mapping(bytes32 repository => Said)) private _said;

    /// @inheritdoc IAuditLedger
    function openRun(RunRequest calldata request, bytes calldata signature)
        external
        returns (bytes32 runId)
    {
        bytes32 digest = _hashTypedDataV4(request.hash());
        (bytes32 querier, address signer) = _signerOf(digest, Role.QUERIER, signature);
        runId = keccak256(abi.encode(block.chainid, address(this), signer, request.nonce));
        Run storage entry = _runs[runId];
        require(entry.state == RunState.NONE, RunAlreadyOpened(runId));
        _requireDeadlines(request);
        _requireRunnable(request.jobDigest);
        _requireNodes(request.nodes);
        Quorum.requireFaults(request.faults, request.nodes.length);
        _ask(runId, request.repositories);

        entry.state = RunState.OPEN;
        entry.openedAt = uint64(block.timestamp);
        entry.contributionDeadline = request.contributionDeadline;
        entry.deadline = request.deadline;
        entry.signer = signer;
        entry.querier = querier;
        entry.jobDigest = request.jobDigest;
        entry.requestDigest = digest;
        entry.repositoriesHash = keccak256(abi.encodePacked(request.repositories));
        entry.nodes = request.nodes;
        entry.faults = request.faults;
        _emitOpened(runId, request);
    }

    /// @inheritdoc IAuditLedger
    function recordAcceptance(Acceptance calldata s, bytes calldata signature) external {
        Run storage entry = _open(s.runId);
        _requireDigest(entry.requestDigest, s.requestDigest);
        bytes32 digest = _checkRepository(entry, s.runId, s.repository, s.epoch, s.hash(), signature);
        Said storage said = _said[s.runId][s.repository];
        _requireNew(said.acceptance, s.runId, s.repository, digest);
        said.acceptance = digest;
        emit StatementRecorded(s.runId, s.repository, StatementKind.ACCEPTANCE, digest, 0);
    }

    /// @inheritdoc IAuditLedger
    function recordRefusal(Refusal calldata s, bytes calldata signature) external {
        Run storage entry = _open(s.runId);
        _requireDigest(entry.requestDigest, s.requestDigest);
        bytes32 digest = _checkRepository(entry, s.runId, s.repository, s.epoch, s.hash(), signature);
        Said storage said = _said[s.runId][s.repository];
        _requireNew(said.refusal, s.runId, s.repository, digest);
        said.refusal = digest;
        emit StatementRecorded(s.runId, s.repository, StatementKind.REFUSAL, digest, 0);
    }

    /// @inheritdoc IAuditLedger
    function recordContribution(Contribution calldata s, bytes calldata signature) external {
        Run storage entry = _run(s.runId);
        bytes32 digest = _checkRepository(entry, s.runId, s.repository, s.epoch, s.hash(), signature);
        Said storage said = _said[s.runId][s.repository];
        bytes32 first = said.contribution;
        require(first != digest, StatementAlreadyRecorded(s.runId, s.repository, digest));
        if (first != 0) {
            require(!said.equivocated, EquivocationAlreadyRecorded(s.runId, s.repository));
            said.equivocated = true;
            emit EquivocationRecorded(s.runId, s.repository, first, digest);
            _penalise(s.runId, s.repository, entry.signer);
            return;
        }
        _open(s.runId);
        said.contribution = digest;
        emit StatementRecorded(
            s.runId, s.repository, StatementKind.CONTRIBUTION, digest, s.commitmentRoot
        );
    }

    /// @inheritdoc IAuditLedger
    function close(
        bytes32 runId,
        Checked[] calldata checked,
        bytes[] calldata signatures,
        bytes32[] calldata repositories,
        bytes32[] calldata digests
    ) external {
        Run storage entry = _open(runId);
        entry.requireEnough(checked.length, signatures.length);
        bytes32 root = checked[0].inclusionRoot;
        uint32 contributors = checked[0].contributors;
        _requireSet(runId, root, contributors, repositories, digests);
        uint16 closers = 0;
        for (uint256 i = 0; i < checked.length; i++) {
            Checked calldata s = checked[i];
            _requireRun(runId, s.runId);
            closers = entry.joinedBy(closers, s.node);
            _requireRoot(root, s.inclusionRoot);
            require(
                s.contributors == contributors,
                ContributorCountMismatch(contributors, s.contributors)
            );
            bytes32 digest = _checkForRun(
                s.node, Role.NODE, s.epoch, entry.openedAt, s.hash(), signatures[i]
            );
            emit StatementRecorded(runId, s.node, StatementKind.CHECKED, digest, root);
        }
        entry.state = RunState.CLOSED;
        entry.inclusionRoot = root;
        entry.contributors = contributors;
        entry.closers = closers;
        emit RunClosed(runId, root, contributors, closers);
    }

    /// @inheritdoc IAuditLedger
    function complete(
        bytes32 runId,
        Completion[] calldata completions,
        bytes[] calldata signatures
    ) external {
        Run storage entry = _inState(runId, RunState.CLOSED);
        _requireBefore(entry.deadline);
        entry.requireEnough(completions.length, signatures.length);
        uint16 completers = 0;
        for (uint256 i = 0; i < completions.length; i++) {
            Completion calldata s = completions[i];
            _requireRun(runId, s.runId);
            completers = entry.joinedBy(completers, s.node);
            _requireRoot(entry.inclusionRoot, s.inclusionRoot);
            bytes32 digest = _checkForRun(
                s.node, Role.NODE, s.epoch, entry.openedAt, s.hash(), signatures[i]
            );
            emit StatementRecorded(runId, s.node, StatementKind.COMPLETION, digest, s.productRoot);
        }
        entry.state = RunState.COMPLETED;
        entry.completers = completers;
        emit RunCompleted(runId, entry.inclusionRoot, completers);
    }

    /// @inheritdoc IAuditLedger
    function recordReceipt(Receipt calldata s, bytes calldata signature) external {
        Run storage entry = _inState(s.runId, RunState.COMPLETED);
        bytes32 digest = _checkAccount(entry.querier, entry.signer, s.hash(), signature);
        bool verified = s.outcome == 0 && s.culprit == 0;
        bool accuses = s.outcome == 1 && entry.isNode(s.culprit);
        require(verified || accuses, InvalidOutcome(s.outcome, s.culprit));
        entry.state = RunState.RECEIVED;
        entry.transcriptRoot = s.transcriptRoot;
        emit StatementRecorded(
            s.runId, entry.querier, StatementKind.RECEIPT, digest, s.transcriptRoot
        );
        emit RunReceived(s.runId, s.transcriptRoot, s.outcome, s.culprit);
    }

    /// @inheritdoc IAuditLedger
    function abort(Abort calldata s, bytes calldata signature) external {
        Run storage entry = _unfinished(s.runId);
        bool known = s.reason > 0 && s.reason <= uint8(type(AbortReason).max);
        require(known, InvalidReason(s.reason));
        bytes32 digest = _checkForRun(
            s.coordinator, Role.COORDINATOR, s.epoch, entry.openedAt, s.hash(), signature
        );
        emit StatementRecorded(s.runId, s.coordinator, StatementKind.ABORT, digest, 0);
        _end(entry, s.runId, AbortReason(s.reason));
    }

    /// @inheritdoc IAuditLedger
    function expire(bytes32 runId) external {
        Run storage entry = _unfinished(runId);
        require(
            block.timestamp > entry.deadline,
            DeadlineNotReached(entry.deadline, uint64(block.timestamp))
        );
        _end(entry, runId, AbortReason.EXPIRED);
    }

    /// @inheritdoc IAuditLedger
    function run(bytes32 runId) external view returns (Run memory) {
        return _runs[runId];
    }

    /// @inheritdoc IAuditLedger
    function contribution(bytes32 runId, bytes32 repository) external view returns (bytes32) {
        return _said[runId][repository].contribution;
    }

    function _emitOpened(bytes32 runId, RunRequest calldata request) private {
        Run storage entry = _runs[runId];
        emit RunOpened(
            runId,
            entry.querier,
            request.jobDigest,
            entry.requestDigest,
            entry.signer,
            request.repositories,
            request.nodes,
            request.contributionDeadline,
            request.deadline
        );
    }

    function _end(Run storage entry, bytes32 runId, AbortReason reason) private {
        entry.state = RunState.ABORTED;
        entry.abortReason = reason;
        emit RunAborted(runId, reason);
    }

    /// @dev Marks the repositories as asked: active, in that role, sorted, each once.
    function _ask(bytes32 runId, bytes32[] calldata repositories) private {
        uint256 count = repositories.length;
        require(
            count >= 1 && count <= MOST_REPOSITORIES,
            RepositoryCountOutOfRange(count, 1, MOST_REPOSITORIES)
        );
        for (uint256 i = 0; i < count; i++) {
            bytes32 repository = repositories[i];
            require(
                i == 0 || repositories[i - 1] < repository,
                NotSorted(i == 0 ? bytes32(0) : repositories[i - 1], repository)
            );
            _activeAs(repository, Role.REPOSITORY);
            _said[runId][repository].asked = true;
        }
    }

    function _checkRepository(
        Run storage entry,
        bytes32 runId,
        bytes32 repository,
        uint32 epoch,
        bytes32 structHash,
        bytes calldata signature
    ) private view returns (bytes32) {
        require(_said[runId][repository].asked, NotAsked(runId, repository));
        return _checkForRun(
            repository, Role.REPOSITORY, epoch, entry.openedAt, structHash, signature
        );
    }

    function _requireDeadlines(RunRequest calldata request) private view {
        require(request.feeClass == 0, UnsupportedFeeClass(request.feeClass));
        _requireBefore(request.contributionDeadline);
        require(
            request.contributionDeadline < request.deadline,
            DeadlinesOutOfOrder(request.contributionDeadline, request.deadline)
        );
        uint64 latest = uint64(block.timestamp) + LONGEST;
        require(request.deadline <= latest, RunTooLong(request.deadline, latest));
    }

    /// @dev Active nodes of distinct organisations.
    function _requireNodes(bytes32[] calldata nodes) private view {
        require(
            nodes.length >= LEAST_NODES && nodes.length <= MOST_NODES,
            NodeCountOutOfRange(nodes.length, LEAST_NODES, MOST_NODES)
        );
        for (uint256 i = 0; i < nodes.length; i++) {
            bytes32 organisation = _activeAs(nodes[i], Role.NODE).organisation;
            _requireBond(nodes[i]);
            for (uint256 j = 0; j < i; j++) {
                Party storage other = _activeAs(nodes[j], Role.NODE);
                require(
                    other.organisation != organisation,
                    DuplicateOrganisation(nodes[i], organisation)
                );
            }
        }
    }

    /// @dev The members are recorded contributions of this run, and the root is over just them.
    function _requireSet(
        bytes32 runId,
        bytes32 root,
        uint32 contributors,
        bytes32[] calldata repositories,
        bytes32[] calldata digests
    ) private view {
        uint256 count = repositories.length;
        require(count > 0 && count == contributors, ContributorCountMismatch(contributors, count));
        require(count == digests.length, ContributorCountMismatch(count, digests.length));
        for (uint256 i = 0; i < count; i++) {
            require(
                i == 0 || repositories[i - 1] < repositories[i],
                NotSorted(i == 0 ? bytes32(0) : repositories[i - 1], repositories[i])
            );
            bytes32 recorded = _said[runId][repositories[i]].contribution;
            require(
                recorded != 0 && recorded == digests[i],
                ContributionNotRecorded(runId, repositories[i], digests[i])
            );
        }
        _requireRoot(InclusionTree.root(digests), root);
    }

    function _run(bytes32 runId) internal view returns (Run storage entry) {
        entry = _runs[runId];
        require(entry.state != RunState.NONE, UnknownRun(runId));
    }

    function _inState(bytes32 runId, RunState needed) private view returns (Run storage entry) {
        entry = _run(runId);
        require(entry.state == needed, WrongRunState(runId, needed, entry.state));
    }

    /// @dev Open, and the deadline not passed.
    function _open(bytes32 runId) private view returns (Run storage entry) {
        entry = _inState(runId, RunState.OPEN);
        _requireBefore(entry.deadline);
    }

    function _unfinished(bytes32 runId) private view returns (Run storage entry) {
        entry = _run(runId);
        require(
            entry.state == RunState.OPEN || entry.state == RunState.CLOSED,
            WrongRunState(runId, RunState.OPEN, entry.state)
        );
    }

    function _requireBefore(uint64 deadline) internal view {
        require(
            block.timestamp <= deadline, DeadlinePassed(deadline, uint64(block.timestamp))
        );
    }

    function _requireNew(bytes32 first, bytes32 runId, bytes32 id, bytes32 digest) private pure {
        require(first == 0, StatementAlreadyRecorded(runId, id, digest));
    }

    function _requireDigest(bytes32 expected, bytes32 actual) private pure {
        require(expected == actual, RequestDigestMismatch(expected, actual));
    }

    function _requireRun(bytes32 expected, bytes32 actual) internal pure {
        require(expected == actual, OtherRun(expected, actual));
    }

    function _requireRoot(bytes32 expected, bytes32 actual) internal pure {
        require(expected == actual, InclusionRootMismatch(expected, actual));
    }
}
