// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAuditLedger} from "./IAuditLedger.sol";
import {Run} from "./Types.sol";

/// @title How many of a run's nodes must sign, and which of them did
library Quorum {
    /// @dev The four-party computation goes on without one of its nodes; sums need them all.
    uint256 private constant NODES_WITH_A_FAULT = 4;

    function requireFaults(uint8 faults, uint256 nodes) internal pure {
        require(
            faults == 0 || (faults == 1 && nodes == NODES_WITH_A_FAULT),
            IAuditLedger.UnsupportedFaults(faults, nodes)
        );
    }

    /// @dev A signature a statement; of the nodes, no more missing than the run allows.
    function requireEnough(Run storage entry, uint256 statements, uint256 signatures)
        internal
        view
    {
        require(
            statements == signatures, IAuditLedger.SignatureCountMismatch(statements, signatures)
        );
        uint256 all = entry.nodes.length;
        uint256 needed = all - entry.faults;
        require(
            statements >= needed && statements <= all,
            IAuditLedger.NodeCountMismatch(needed, statements)
        );
    }

    /// @dev Whether it is one of the run's nodes.
    function isNode(Run storage entry, bytes32 id) internal view returns (bool) {
        for (uint256 i = 0; i < entry.nodes.length; i++) {
            if (entry.nodes[i] == id) {
                return true;
            }
        }
        return false;
    }

    /// @dev Adds a node to those that signed. They come in the request's order, so none comes twice.
    /// @param signed bit i is node i of the request
    function joinedBy(Run storage entry, uint16 signed, bytes32 node)
        internal
        view
        returns (uint16)
    {
        uint256 count = entry.nodes.length;
        uint256 next = 0;
        while (signed >> next != 0) {
            next++;
        }
        for (uint256 i = next; i < count; i++) {
            if (entry.nodes[i] == node) {
                return signed | uint16(1 << i);
            }
        }
        revert IAuditLedger.UnexpectedNode(next < count ? entry.nodes[next] : bytes32(0), node);
    }
}
