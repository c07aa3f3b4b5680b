// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAuditLedger} from "./IAuditLedger.sol";
import {MerklePath} from "./MerklePath.sol";
import {Pedersen} from "./Pedersen.sol";
import {Quorum} from "./Quorum.sol";
import {Runs} from "./Runs.sol";
import {StatementHash} from "./StatementHash.sol";
import {Completion, SumRoot} from "./Statements.sol";
import {Conviction, OpenedBlock, Role, Run, RunState} from "./Types.sol";

/// @title Who lied, from signed evidence alone
abstract contract Disputes is Runs {
    using StatementHash for Completion;
    using StatementHash for SumRoot;
    using Quorum for Run;

    /// @inheritdoc IAuditLedger
    uint64 public constant disputeWindow = 7 days;

    /// @dev Of two nodes the sums of one give away the other's to whoever asked: nothing is opened.
    uint256 private constant LEAST_NODES = 3;

    mapping(bytes32 runId => Conviction) private _convictions;

    /// @inheritdoc IAuditLedger
    function convictNode(
        SumRoot calldata sums,
        bytes calldata sumsSignature,
        Completion calldata completion,
        bytes calldata completionSignature,
        OpenedBlock calldata opened,
        bytes calldata generators
    ) external {
        bytes32 runId = completion.runId;
        Run storage entry = _disputable(runId);
        _requireRun(runId, sums.runId);
        _requireRoot(entry.inclusionRoot, completion.inclusionRoot);
        bytes32 node = completion.node;
        require(sums.node == node, UnexpectedNode(node, sums.node));
        require(entry.isNode(node), UnexpectedNode(bytes32(0), node));
        _checkForRun(
            node, Role.NODE, sums.epoch, entry.openedAt, sums.hash(), sumsSignature
        );
        _checkForRun(
            node, Role.NODE, completion.epoch, entry.openedAt, completion.hash(), completionSignature
        );
        _requireUnderRoots(sums.root, completion.productRoot, opened);
        bytes memory committed = Pedersen.commit(opened.leaf, generators);
        require(
            keccak256(committed) != keccak256(opened.product),
            OpeningMatches(runId, node, opened.index)
        );
        _convictions[runId] = Conviction(node, opened.index);
        emit NodeConvicted(runId, node, opened.index);
        _penalise(runId, node, entry.signer);
    }

    /// @inheritdoc IAuditLedger
    function conviction(bytes32 runId) external view returns (Conviction memory) {
        return _convictions[runId];
    }

    /// @dev A completed sum run of three nodes or more, of which nothing has been opened yet.
    function _disputable(bytes32 runId) private view returns (Run storage entry) {
        entry = _run(runId);
        require(
            entry.state == RunState.COMPLETED || entry.state == RunState.RECEIVED,
            WrongRunState(runId, RunState.COMPLETED, entry.state)
        );
        require(
            entry.nodes.length >= LEAST_NODES && entry.faults == 0,
            NothingMayBeOpened(runId, entry.nodes.length, entry.faults)
        );
        bytes32 convicted = _convictions[runId].node;
        require(convicted == 0, AlreadyConvicted(runId, convicted));
        _requireBefore(entry.deadline + disputeWindow);
    }

    function _requireUnderRoots(
        bytes32 sumRoot,
        bytes32 productRoot,
        OpenedBlock calldata opened
    ) private pure {
        require(
            MerklePath.holds(sumRoot, opened.count, opened.index, opened.leaf, opened.leafPath),
            NotUnderRoot(sumRoot, opened.index)
        );
        require(
            MerklePath.holds(
                productRoot, opened.count, opened.index, opened.product, opened.productPath
            ),
            NotUnderRoot(productRoot, opened.index)
        );
    }
}
