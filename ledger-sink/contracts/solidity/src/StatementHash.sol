// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {
    RunRequest,
    Approval,
    Revocation,
    Acceptance,
    Refusal,
    Contribution,
    ShareRoot,
    Complaint,
    Proposal,
    Checked,
    Completion,
    SumRoot,
    Receipt,
    Abort
} from "./Statements.sol";

/// @title EIP-712 struct hashes of the statements
/// @dev A struct without dynamic members is encoded by abi.encode exactly as EIP-712 asks: its
/// members in order, 32 bytes each. Only RunRequest has arrays, which are hashed apart.
library StatementHash {
    bytes32 private constant RUN_REQUEST = keccak256(
        "RunRequest(bytes32 jobDigest,bytes32 parametersDigest,bytes32[] repositories,bytes32[] nodes,bytes32 resultKey,bytes32 purposeDigest,uint64 contributionDeadline,uint64 deadline,bytes32 nonce,uint8 feeClass,uint8 faults)"
    );
    bytes32 private constant APPROVAL =
        keccak256("Approval(bytes32 vetter,bytes32 jobDigest,uint64 expires,uint32 epoch)");
    bytes32 private constant REVOCATION =
        keccak256("Revocation(bytes32 vetter,bytes32 jobDigest,uint32 epoch)");
    bytes32 private constant ACCEPTANCE =
        keccak256("Acceptance(bytes32 repository,bytes32 runId,bytes32 requestDigest,uint32 epoch)");
    bytes32 private constant REFUSAL = keccak256(
        "Refusal(bytes32 repository,bytes32 runId,bytes32 requestDigest,uint8 code,uint32 epoch)"
    );
    bytes32 private constant CONTRIBUTION = keccak256(
        "Contribution(bytes32 repository,bytes32 runId,bytes32 commitmentRoot,bytes32 sealedRoot,bytes32 tableDigest,bytes32 consentDigest,bytes32 again,uint32 blockCount,uint32 epoch)"
    );
    bytes32 private constant SHARE_ROOT =
        keccak256("ShareRoot(bytes32 repository,bytes32 runId,bytes32 node,bytes32 root,uint32 epoch)");
    bytes32 private constant COMPLAINT =
        keccak256("Complaint(bytes32 node,bytes32 runId,bytes32 repository,uint8 code,uint32 epoch)");
    bytes32 private constant PROPOSAL = keccak256(
        "Proposal(bytes32 coordinator,bytes32 runId,bytes32 inclusionRoot,uint32 contributors,uint32 epoch)"
    );
    bytes32 private constant CHECKED = keccak256(
        "Checked(bytes32 node,bytes32 runId,bytes32 inclusionRoot,uint32 contributors,uint32 epoch)"
    );
    bytes32 private constant COMPLETION = keccak256(
        "Completion(bytes32 node,bytes32 runId,bytes32 inclusionRoot,bytes32 productRoot,bytes32 outputDigest,bytes32 stepLogRoot,uint32 rounds,uint64 operations,uint32 epoch)"
    );
    bytes32 private constant SUM_ROOT =
        keccak256("SumRoot(bytes32 node,bytes32 runId,bytes32 root,uint32 epoch)");
    bytes32 private constant RECEIPT =
        keccak256("Receipt(bytes32 runId,bytes32 transcriptRoot,uint8 outcome,bytes32 culprit)");
    bytes32 private constant ABORT =
        keccak256("Abort(bytes32 coordinator,bytes32 runId,uint8 reason,uint32 epoch)");

    function hash(RunRequest calldata s) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                RUN_REQUEST,
                s.jobDigest,
                s.parametersDigest,
                keccak256(abi.encodePacked(s.repositories)),
                keccak256(abi.encodePacked(s.nodes)),
                s.resultKey,
                s.purposeDigest,
                s.contributionDeadline,
                s.deadline,
                s.nonce,
                s.feeClass,
                s.faults
            )
        );
    }

    function hash(Approval calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(APPROVAL, s));
    }

    function hash(Revocation calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOCATION, s));
    }

    function hash(Acceptance calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(ACCEPTANCE, s));
    }

    function hash(Refusal calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(REFUSAL, s));
    }

    function hash(Contribution calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(CONTRIBUTION, s));
    }

    function hash(ShareRoot calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(SHARE_ROOT, s));
    }

    function hash(Complaint calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(COMPLAINT, s));
    }

    function hash(Proposal calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(PROPOSAL, s));
    }

    function hash(Checked calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(CHECKED, s));
    }

    function hash(Completion calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(COMPLETION, s));
    }

    function hash(SumRoot calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(SUM_ROOT, s));
    }

    function hash(Receipt calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(RECEIPT, s));
    }

    function hash(Abort calldata s) internal pure returns (bytes32) {
        return keccak256(abi.encode(ABORT, s));
    }
}
