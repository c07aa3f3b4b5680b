// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import "../src/Statements.sol";
import {InclusionTree} from "../src/InclusionTree.sol";
import {StatementHash} from "../src/StatementHash.sol";

/// @title The contract's own EIP-712 digests, for the tests that compare them with Java's
contract DigestProbe is EIP712("Tributary", "1") {
    function runRequest(RunRequest calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function approval(Approval calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function revocation(Revocation calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function acceptance(Acceptance calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function refusal(Refusal calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function contribution(Contribution calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function shareRoot(ShareRoot calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function complaint(Complaint calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function proposal(Proposal calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function checked(Checked calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function completion(Completion calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function sumRoot(SumRoot calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function receipt(Receipt calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function abort(Abort calldata s) external view returns (bytes32) {
        return _hashTypedDataV4(StatementHash.hash(s));
    }

    function inclusionRoot(bytes32[] calldata digests) external pure returns (bytes32) {
        return InclusionTree.root(digests);
    }
}
