// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deposits} from "./Deposits.sol";
import {Approval, Revocation} from "./Statements.sol";
import {StatementHash} from "./StatementHash.sol";
import {IAuditLedger} from "./IAuditLedger.sol";
import {Job, Party, Role, Vetting} from "./Types.sol";

/// @title Which jobs may run
abstract contract Jobs is Deposits {
    using StatementHash for Approval;
    using StatementHash for Revocation;

    /// @inheritdoc IAuditLedger
    uint8 public immutable vettersNeeded;

    mapping(bytes32 jobDigest => Job) private _jobs;

    /// @dev Everyone who ever approved: vetting again with others takes nobody's right to revoke.
    mapping(bytes32 jobDigest => mapping(bytes32 vetter => bool)) private _approvers;

    constructor(uint8 needed) {
        require(needed > 0, TooFewApprovals(0, 1, 0));
        vettersNeeded = needed;
    }

    /// @inheritdoc IAuditLedger
    function vetJob(Approval[] calldata approvals, bytes[] calldata signatures) external {
        uint256 count = approvals.length;
        require(count == signatures.length, SignatureCountMismatch(count, signatures.length));
        bytes32 jobDigest = count == 0 ? bytes32(0) : approvals[0].jobDigest;
        require(count >= vettersNeeded, TooFewApprovals(jobDigest, vettersNeeded, count));
        uint64 expires = type(uint64).max;
        for (uint256 i = 0; i < count; i++) {
            Approval calldata approval = approvals[i];
            require(approval.jobDigest == jobDigest, DifferentJob(jobDigest, approval.jobDigest));
            require(
                block.timestamp < approval.expires,
                ApprovalExpired(approval.vetter, approval.expires)
            );
            _checkNow(
                approval.vetter, Role.VETTER, approval.epoch, approval.hash(), signatures[i]
            );
            _requireOtherOrganisation(approvals, i);
            expires = approval.expires < expires ? approval.expires : expires;
        }
        _store(jobDigest, expires, approvals);
    }

    /// @inheritdoc IAuditLedger
    function revokeJob(Revocation calldata revocation, bytes calldata signature) external {
        bytes32 vetter = revocation.vetter;
        Job storage entry = _jobs[revocation.jobDigest];
        require(!entry.revoked, JobIsRevoked(revocation.jobDigest));
        _checkNow(vetter, Role.VETTER, revocation.epoch, revocation.hash(), signature);
        bool approved = _approvers[revocation.jobDigest][vetter];
        require(approved, NotAnApprover(revocation.jobDigest, vetter));
        entry.revoked = true;
        emit JobRevoked(revocation.jobDigest, vetter);
    }

    /// @inheritdoc IAuditLedger
    function job(bytes32 jobDigest) external view returns (Job memory) {
        return _jobs[jobDigest];
    }

    /// @dev Vetted, not revoked, not expired, and enough of its approvals still by current keys: a
    /// rotated vetter key takes its approvals with it.
    function _requireRunnable(bytes32 jobDigest) internal view {
        Job storage entry = _jobs[jobDigest];
        require(entry.expires != 0, JobNotVetted(jobDigest));
        require(!entry.revoked, JobIsRevoked(jobDigest));
        require(block.timestamp < entry.expires, JobExpired(jobDigest, entry.expires));
        uint256 inForce = _inForce(entry);
        require(inForce >= vettersNeeded, TooFewApprovals(jobDigest, vettersNeeded, inForce));
    }

    function _store(bytes32 jobDigest, uint64 expires, Approval[] calldata approvals) private {
        Job storage entry = _jobs[jobDigest];
        require(!entry.revoked, JobIsRevoked(jobDigest));
        bool extends_ = expires > entry.expires || _inForce(entry) < vettersNeeded;
        require(extends_, JobAlreadyVetted(jobDigest));
        entry.expires = expires;
        delete entry.vettings;
        bytes32[] memory vetters = new bytes32[](approvals.length);
        for (uint256 i = 0; i < vetters.length; i++) {
            vetters[i] = approvals[i].vetter;
            entry.vettings.push(Vetting(approvals[i].vetter, approvals[i].epoch));
            _approvers[jobDigest][approvals[i].vetter] = true;
        }
        emit JobVetted(jobDigest, expires, vetters);
    }

    function _requireOtherOrganisation(Approval[] calldata approvals, uint256 last) private view {
        bytes32 organisation = _activeAs(approvals[last].vetter, Role.VETTER).organisation;
        for (uint256 i = 0; i < last; i++) {
            Party storage other = _activeAs(approvals[i].vetter, Role.VETTER);
            require(
                other.organisation != organisation,
                DuplicateOrganisation(approvals[last].vetter, organisation)
            );
        }
    }

    function _inForce(Job storage entry) private view returns (uint256 count) {
        for (uint256 i = 0; i < entry.vettings.length; i++) {
            if (_isCurrent(entry.vettings[i].vetter, entry.vettings[i].epoch)) {
                count++;
            }
        }
    }
}
