// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAuditLedger} from "./IAuditLedger.sol";
import {Roster} from "./Roster.sol";

/// @title What parties have at stake, and what has been paid out of it
/// @dev The balance is never less than all stakes and credits together.
abstract contract Deposits is Roster {
    /// @inheritdoc IAuditLedger
    uint256 public immutable bond;

    /// @inheritdoc IAuditLedger
    uint64 public constant unbonding = 9 days;

    mapping(bytes32 party => uint256) private _stakes;
    mapping(address account => uint256) private _credits;

    constructor(uint256 bondOfANode) {
        bond = bondOfANode;
    }

    /// @inheritdoc IAuditLedger
    function deposit(bytes32 party) external payable {
        _active(party);
        _stakes[party] += msg.value;
        emit DepositMade(party, msg.sender, msg.value);
    }

    /// @inheritdoc IAuditLedger
    function withdraw(bytes32 party) external {
        (uint64 leftAt, address account) = _departure(party);
        require(leftAt != 0, StillOnTheRoster(party));
        uint64 free = leftAt + unbonding;
        require(block.timestamp >= free, DeadlineNotReached(free, uint64(block.timestamp)));
        uint256 amount = _stakes[party];
        _stakes[party] = 0;
        _credits[account] += amount;
        emit DepositReleased(party, account, amount);
    }

    /// @inheritdoc IAuditLedger
    function collect(address account) external {
        uint256 amount = _credits[account];
        _credits[account] = 0;
        (bool paid,) = account.call{value: amount}("");
        require(paid, PaymentRefused(account, amount));
        emit CreditCollected(account, amount);
    }

    /// @inheritdoc IAuditLedger
    function stake(bytes32 party) external view returns (uint256) {
        return _stakes[party];
    }

    /// @inheritdoc IAuditLedger
    function credit(address account) external view returns (uint256) {
        return _credits[account];
    }

    function _requireBond(bytes32 node) internal view {
        uint256 actual = _stakes[node];
        require(actual >= bond, DepositTooLow(node, bond, actual));
    }

    /// @dev Takes a bond, or what is left of it: half is burnt, so that nobody gains by accusing
    /// itself; the rest goes to whom the lie was meant for.
    function _penalise(bytes32 runId, bytes32 party, address harmed) internal {
        uint256 actual = _stakes[party];
        uint256 amount = actual < bond ? actual : bond;
        if (amount == 0) {
            return;
        }
        uint256 burnt = amount - amount / 2;
        _stakes[party] = actual - amount;
        _credits[harmed] += amount - burnt;
        (bool gone,) = address(0).call{value: burnt}("");
        require(gone, PaymentRefused(address(0), burnt));
        emit DepositPenalised(runId, party, harmed, amount, burnt);
    }
}
