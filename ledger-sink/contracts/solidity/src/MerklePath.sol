// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Whether a leaf stands in the protocol's Merkle tree (PROTOCOL 2.4)
library MerklePath {
    /// @param root over all leaves and their count
    /// @param count of leaves
    /// @param index of this one
    /// @param path siblings from the leaf up, none where a node moves up as it is
    function holds(
        bytes32 root,
        uint256 count,
        uint256 index,
        bytes calldata leaf,
        bytes32[] calldata path
    ) internal pure returns (bool) {
        if (index >= count || count > type(uint64).max) {
            return false;
        }
        bytes32 hash = sha256(abi.encodePacked(bytes1(0x00), leaf));
        uint256 used = 0;
        for (uint256 width = count; width > 1; width = (width + 1) / 2) {
            if (index ^ 1 < width) {
                if (used == path.length) {
                    return false;
                }
                bytes32 sibling = path[used++];
                hash = index & 1 == 0 ? _node(hash, sibling) : _node(sibling, hash);
            }
            index >>= 1;
        }
        bytes32 top = sha256(abi.encodePacked(bytes1(0x02), uint64(count), hash));
        return used == path.length && root == top;
    }

    function _node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return sha256(abi.encodePacked(bytes1(0x01), left, right));
    }
}
