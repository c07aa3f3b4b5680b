// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    Role,
    RunState,
    StatementKind,
    AbortReason,
    Party,
    Job,
    Run,
    Conviction,
    OpenedBlock
} from "./Types.sol";
import {
    RunRequest,
    Approval,
    Revocation,
    Acceptance,
    Refusal,
    Contribution,
    Checked,
    Completion,
    SumRoot,
    Receipt,
    Abort
} from "./Statements.sol";

/// @title Who takes part, what is vetted, what ran
/// @notice The audit contract of a federation. Anyone may relay statements to it: it trusts
/// signatures only, never the sender. Every function that takes a statement checks an EIP-712
/// signature with low s by a key of the party named in the statement. The key must be that party's
/// current one or, for a statement about a run, the one that was current when the run was opened.
interface IAuditLedger {
    /// @notice The first log of the contract: on which chain it is, and its one setting.
    event LedgerDeployed(uint256 chainId, uint8 vettersNeeded);

    // --- Roster -------------------------------------------------------------------------------

    /// @notice A party joined with its first keys (epoch 1).
    event PartyRegistered(
        bytes32 indexed party, Role role, bytes32 organisation, address account, bytes32 sealing
    );
    /// @notice A party's keys were replaced; `epoch` is the new one.
    event KeyRotated(bytes32 indexed party, uint32 epoch, address account, bytes32 sealing);
    /// @notice A party left. Its last key goes on only for runs opened before.
    event PartyLeft(bytes32 indexed party);

    error InvalidPartyId(bytes32 party);
    error InvalidRole(bytes32 party);
    error InvalidAccount(bytes32 party);
    error PartyAlreadyRegistered(bytes32 party);
    error AccountAlreadyUsed(address account, bytes32 party);
    error UnknownParty(bytes32 party);
    error PartyNotActive(bytes32 party);
    error WrongRole(bytes32 party, Role needed, Role actual);
    error KeyNotValid(bytes32 party, uint32 epoch);
    error WrongSigner(bytes32 party, address expected, address recovered);

    /// @notice Adds a party. Joining is by permission: owner only.
    /// @param party 1 to 31 of a-z, 0-9 and '-', ASCII, zeros on the right
    /// @param account never used by any party before
    function register(
        bytes32 party,
        Role role,
        bytes32 organisation,
        address account,
        bytes32 sealing
    ) external;

    /// @notice Replaces a party's keys; the epoch goes up by one. Owner only.
    function rotate(bytes32 party, address account, bytes32 sealing) external;

    /// @notice Takes a party off the roster for new runs, for good. By the owner, or by the account of
    /// the party's key. Its last key goes on for runs opened before, and its deposit stays at stake.
    function depart(bytes32 party) external;

    /// @notice Every party ever registered, in order of registration.
    function parties() external view returns (Party[] memory);

    function party(bytes32 id) external view returns (Party memory);

    // --- Deposits -----------------------------------------------------------------------------

    event DepositMade(bytes32 indexed party, address indexed from, uint256 amount);
    /// @notice The deposit of a party that left long ago is at the disposal of its last account.
    event DepositReleased(bytes32 indexed party, address indexed account, uint256 amount);
    /// @notice A party lost `amount` of its deposit: `burnt` of it to nobody, the rest to the harmed.
    event DepositPenalised(
        bytes32 indexed runId,
        bytes32 indexed party,
        address indexed harmed,
        uint256 amount,
        uint256 burnt
    );
    event CreditCollected(address indexed account, uint256 amount);

    error DepositTooLow(bytes32 party, uint256 needed, uint256 actual);
    error StillOnTheRoster(bytes32 party);
    error PaymentRefused(address account, uint256 amount);

    /// @notice Adds to a party's deposit. Anyone may; it comes back to the party's own account only.
    function deposit(bytes32 party) external payable;

    /// @notice Credits the deposit of a party that has left to the account of its last key, once the
    /// unbonding is over. Anyone may.
    function withdraw(bytes32 party) external;

    /// @notice Pays what an account is owed, to that account. Anyone may.
    function collect(address account) external;

    /// @notice What a party has at stake, in wei.
    function stake(bytes32 party) external view returns (uint256);

    /// @notice What an account is owed, in wei.
    function credit(address account) external view returns (uint256);

    /// @notice What each node of a run must have at stake when it is opened, in wei; and what a lie
    /// costs at most.
    function bond() external view returns (uint256);

    /// @notice Seconds for which a deposit stays at stake after its party has left: longer than any
    /// run and the time for disputes together.
    function unbonding() external view returns (uint64);

    // --- Jobs ---------------------------------------------------------------------------------

    /// @notice Enough vetters of distinct organisations approved exactly this content.
    event JobVetted(bytes32 indexed jobDigest, uint64 expires, bytes32[] vetters);
    /// @notice A vetter withdrew a job, for good.
    event JobRevoked(bytes32 indexed jobDigest, bytes32 indexed vetter);

    error TooFewApprovals(bytes32 jobDigest, uint256 needed, uint256 given);
    error SignatureCountMismatch(uint256 statements, uint256 signatures);
    error DifferentJob(bytes32 expected, bytes32 actual);
    error DuplicateOrganisation(bytes32 party, bytes32 organisation);
    error ApprovalExpired(bytes32 vetter, uint64 expires);
    error JobAlreadyVetted(bytes32 jobDigest);
    error JobIsRevoked(bytes32 jobDigest);
    error JobNotVetted(bytes32 jobDigest);
    error JobExpired(bytes32 jobDigest, uint64 expires);
    error NotAnApprover(bytes32 jobDigest, bytes32 vetter);

    /// @notice Records a job as vetted until the earliest expiry among the approvals. A job may be
    /// vetted again when its approvals are no longer in force, or to extend them.
    function vetJob(Approval[] calldata approvals, bytes[] calldata signatures) external;

    /// @notice Withdraws a job for good. Any vetter that ever approved it may.
    function revokeJob(Revocation calldata revocation, bytes calldata signature) external;

    /// @notice Distinct organisations needed to vet a job.
    function vettersNeeded() external view returns (uint8);

    function job(bytes32 jobDigest) external view returns (Job memory);

    // --- Runs ---------------------------------------------------------------------------------

    /// @notice A run was opened.
    event RunOpened(
        bytes32 indexed runId,
        bytes32 indexed querier,
        bytes32 indexed jobDigest,
        bytes32 requestDigest,
        address signer,
        bytes32[] repositories,
        bytes32[] nodes,
        uint64 contributionDeadline,
        uint64 deadline
    );
    /// @notice A signed statement was checked and recorded.
    /// @param digest its EIP-712 digest
    /// @param root commitment root of a contribution, inclusion root of a check, product root of a
    /// completion, transcript root of a receipt, zero otherwise
    event StatementRecorded(
        bytes32 indexed runId,
        bytes32 indexed party,
        StatementKind kind,
        bytes32 digest,
        bytes32 root
    );
    /// @notice A repository signed two different contributions to one run; the first one counts.
    event EquivocationRecorded(
        bytes32 indexed runId, bytes32 indexed party, bytes32 first, bytes32 second
    );
    /// @notice The inclusion set is final.
    /// @param closers the nodes that checked it: bit i is node i of the request
    event RunClosed(
        bytes32 indexed runId, bytes32 inclusionRoot, uint32 contributors, uint16 closers
    );
    /// @notice Enough nodes have completed over the final set.
    /// @param completers the nodes that did: bit i is node i of the request
    event RunCompleted(bytes32 indexed runId, bytes32 inclusionRoot, uint16 completers);
    /// @notice The querier confirmed the answer (outcome 0) or names a node (outcome 1).
    event RunReceived(
        bytes32 indexed runId, bytes32 transcriptRoot, uint8 outcome, bytes32 culprit
    );
    /// @notice The run ended without an answer.
    event RunAborted(bytes32 indexed runId, AbortReason reason);

    error RunAlreadyOpened(bytes32 runId);
    error UnknownRun(bytes32 runId);
    error WrongRunState(bytes32 runId, RunState needed, RunState actual);
    error UnknownSigner(address recovered);
    error UnsupportedFeeClass(uint8 feeClass);
    error UnsupportedFaults(uint8 faults, uint256 nodes);
    error DeadlinePassed(uint64 deadline, uint64 time);
    error DeadlineNotReached(uint64 deadline, uint64 time);
    error DeadlinesOutOfOrder(uint64 contributionDeadline, uint64 deadline);
    error RunTooLong(uint64 deadline, uint64 latest);
    error NodeCountOutOfRange(uint256 given, uint256 least, uint256 most);
    error RepositoryCountOutOfRange(uint256 given, uint256 least, uint256 most);
    error NotSorted(bytes32 previous, bytes32 next);
    error NotAsked(bytes32 runId, bytes32 repository);
    error RequestDigestMismatch(bytes32 expected, bytes32 actual);
    error StatementAlreadyRecorded(bytes32 runId, bytes32 party, bytes32 digest);
    error EquivocationAlreadyRecorded(bytes32 runId, bytes32 party);
    error OtherRun(bytes32 expected, bytes32 actual);
    error NodeCountMismatch(uint256 needed, uint256 given);
    error UnexpectedNode(bytes32 expected, bytes32 actual);
    error InclusionRootMismatch(bytes32 expected, bytes32 actual);
    error ContributorCountMismatch(uint256 expected, uint256 actual);
    error ContributionNotRecorded(bytes32 runId, bytes32 repository, bytes32 digest);
    error InvalidOutcome(uint8 outcome, bytes32 culprit);
    error InvalidReason(uint8 reason);

    /// @notice Opens a run at a querier's signed request. Its id is computed here from the signer
    /// and the nonce, so nobody else can occupy it.
    function openRun(RunRequest calldata request, bytes calldata signature)
        external
        returns (bytes32 runId);

    function recordAcceptance(Acceptance calldata acceptance, bytes calldata signature) external;

    function recordRefusal(Refusal calldata refusal, bytes calldata signature) external;

    /// @notice Records a contribution to an open run. A second, different one by the same
    /// repository is recorded as an equivocation, once, in any state of the run, and costs it a bond
    /// if it has a deposit.
    /// @dev The nodes hold repositories to the contribution deadline; here the run's deadline
    /// applies, since a slow relay is not the repository's fault.
    function recordContribution(Contribution calldata contribution, bytes calldata signature)
        external;

    /// @notice Makes the inclusion set final, once ever.
    /// @param checked of distinct nodes, in the request's order, all over one root and count; no more
    /// may be missing than the request's faults
    /// @param repositories the set's members, sorted
    /// @param digests their recorded contributions' digests, in the same order
    function close(
        bytes32 runId,
        Checked[] calldata checked,
        bytes[] calldata signatures,
        bytes32[] calldata repositories,
        bytes32[] calldata digests
    ) external;

    /// @notice Completes a closed run: completions of distinct nodes, in the request's order, all
    /// over the final root; no more may be missing than the request's faults.
    function complete(
        bytes32 runId,
        Completion[] calldata completions,
        bytes[] calldata signatures
    ) external;

    /// @notice Records the receipt of a completed run, signed by the key that signed its request.
    function recordReceipt(Receipt calldata receipt, bytes calldata signature) external;

    /// @notice Ends a run that has not completed, at the coordinator's signed word.
    function abort(Abort calldata statement, bytes calldata signature) external;

    /// @notice Ends a run that has not completed by its deadline. Anyone may.
    function expire(bytes32 runId) external;

    function run(bytes32 runId) external view returns (Run memory);

    /// @notice Digest of a repository's recorded contribution; zero without one.
    function contribution(bytes32 runId, bytes32 repository) external view returns (bytes32);

    // --- Disputes -----------------------------------------------------------------------------

    /// @notice A node's signed sums of a block do not open the product that it completed with.
    event NodeConvicted(bytes32 indexed runId, bytes32 indexed node, uint64 index);

    error NothingMayBeOpened(bytes32 runId, uint256 nodes, uint8 faults);
    error AlreadyConvicted(bytes32 runId, bytes32 node);
    error NotUnderRoot(bytes32 root, uint64 index);
    error OpeningMatches(bytes32 runId, bytes32 node, uint64 index);
    error InvalidLeaf(uint256 length);
    error WrongGenerators();
    error NoPrecompiles();

    /// @notice Names a node that opened other sums to the querier than it completed with. All of it is
    /// the node's own word: both statements are signed by it, and nobody else's part is shown.
    /// At most one node's sums are ever opened of a run, of fewer than three nodes none.
    /// @param sums root over the sums that the node opened
    /// @param completion of the same node, over the run's final set
    /// @param opened a block of both that do not agree
    /// @param generators G_0 to G_255, then H: 128 bytes each as EIP-2537 has them
    function convictNode(
        SumRoot calldata sums,
        bytes calldata sumsSignature,
        Completion calldata completion,
        bytes calldata completionSignature,
        OpenedBlock calldata opened,
        bytes calldata generators
    ) external;

    /// @notice Who lied in a run.
    function conviction(bytes32 runId) external view returns (Conviction memory);

    /// @notice Seconds after a run's deadline in which evidence counts.
    function disputeWindow() external view returns (uint64);

    /// @notice The block of deployment: no log of this contract is older.
    function deployedAt() external view returns (uint256);
}
