// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Root of an inclusion set
/// @dev The protocol's Merkle tree (PROTOCOL 2.4): SHA-256; leaf 0x00 | data, node 0x01 | l | r, an
/// odd node is promoted, root = H(0x02 | count as uint64 | top).
library InclusionTree {
    /// @param digests the contributions' EIP-712 digests, by repository id; at least one
    function root(bytes32[] calldata digests) internal pure returns (bytes32) {
        uint256 width = digests.length;
        bytes32[] memory level = new bytes32[](width);
        for (uint256 i = 0; i < width; i++) {
            level[i] = sha256(abi.encodePacked(bytes1(0x00), digests[i]));
        }
        while (width > 1) {
            uint256 half = width / 2;
            for (uint256 i = 0; i < half; i++) {
                level[i] = sha256(abi.encodePacked(bytes1(0x01), level[2 * i], level[2 * i + 1]));
            }
            if (width % 2 == 1) {
                level[half++] = level[width - 1];
            }
            width = half;
        }
        return sha256(abi.encodePacked(bytes1(0x02), uint64(digests.length), level[0]));
    }
}
