// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IAuditLedger} from "./IAuditLedger.sol";
import {Jobs} from "./Jobs.sol";
import {Deposits} from "./Deposits.sol";
import {Disputes} from "./Disputes.sol";

/// @title The audit contract of one federation
/// @notice See {IAuditLedger}.
contract AuditLedger is Disputes {
    /// @inheritdoc IAuditLedger
    uint256 public immutable deployedAt = block.number;

    /// @param needed distinct organisations needed to vet a job
    /// @param bondOfANode wei that each node has at stake in a run; zero for none
    constructor(uint8 needed, uint256 bondOfANode)
        Jobs(needed)
        Deposits(bondOfANode)
        Ownable(msg.sender)
    {
        emit LedgerDeployed(block.chainid, needed);
    }
}
