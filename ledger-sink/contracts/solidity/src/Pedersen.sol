// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAuditLedger} from "./IAuditLedger.sol";

/// @title Commitments to a block of cells, by the precompiles of EIP-2537 (PROTOCOL 2.5)
library Pedersen {
    uint256 internal constant MOST_CELLS = 256;

    /// @dev Of G_0 to G_255 and H, each as 64 bytes of x and 64 of y, big-endian.
    bytes32 private constant GENERATORS =
        0x915380ffa0769519abbfdaae2d32ca3b1fa0c16fdfcff07fdb2684c2deb7127b;
    uint256 private constant POINT_BYTES = 128;
    uint256 private constant PAIR_BYTES = 160;
    address private constant G1_MSM = address(0x0c);

    /// @dev Half of the field's order, rounded down: greater ordinates are flagged.
    uint256 private constant HALF_HIGH = 0x0d0088f51cbff34d258dd3db21a5d66b;
    uint256 private constant HALF_LOW =
        0xb23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555;

    uint128 private constant COMPRESSED = uint128(0x80) << 120;
    uint128 private constant INFINITY = uint128(0x40) << 120;
    uint128 private constant GREATER = uint128(0x20) << 120;

    /// @dev The commitment to a leaf of sums: its cells and, last, the blinding, little-endian.
    /// @param generators not trusted: their hash is checked
    /// @return the 48 compressed bytes
    function commit(bytes calldata leaf, bytes calldata generators)
        internal
        view
        returns (bytes memory)
    {
        require(keccak256(generators) == GENERATORS, IAuditLedger.WrongGenerators());
        uint256 pairs = leaf.length / 32;
        require(
            leaf.length % 32 == 0 && pairs >= 2 && pairs <= MOST_CELLS + 1,
            IAuditLedger.InvalidLeaf(leaf.length)
        );
        bytes memory input = new bytes(pairs * PAIR_BYTES);
        for (uint256 i = 0; i < pairs; i++) {
            uint256 generator = (i + 1 == pairs ? MOST_CELLS : i) * POINT_BYTES;
            uint256 scalar = _reversed(uint256(bytes32(leaf[i * 32:(i + 1) * 32])));
            assembly ("memory-safe") {
                let to := add(add(input, 32), mul(i, PAIR_BYTES))
                calldatacopy(to, add(generators.offset, generator), POINT_BYTES)
                mstore(add(to, POINT_BYTES), scalar)
            }
        }
        (bool done, bytes memory sum) = G1_MSM.staticcall(input);
        require(done && sum.length == POINT_BYTES, IAuditLedger.NoPrecompiles());
        return _compressed(sum);
    }

    /// @dev The usual 48 bytes: the abscissa with three flags on top.
    function _compressed(bytes memory point) private pure returns (bytes memory) {
        (uint256 high, uint256 low, uint256 yHigh, uint256 yLow) =
            abi.decode(point, (uint256, uint256, uint256, uint256));
        if (high | low | yHigh | yLow == 0) {
            return abi.encodePacked(COMPRESSED | INFINITY, low);
        }
        bool greater = yHigh > HALF_HIGH || (yHigh == HALF_HIGH && yLow > HALF_LOW);
        return abi.encodePacked(uint128(high) | COMPRESSED | (greater ? GREATER : 0), low);
    }

    /// @dev The 32 bytes of a word in reverse order.
    function _reversed(uint256 v) private pure returns (uint256) {
        v = ((v & (type(uint256).max / 0x101)) << 8) | ((v >> 8) & (type(uint256).max / 0x101));
        v = ((v & (type(uint256).max / 0x10001)) << 16) | ((v >> 16) & (type(uint256).max / 0x10001));
        v = ((v & (type(uint256).max / 0x100000001)) << 32)
            | ((v >> 32) & (type(uint256).max / 0x100000001));
        v = ((v & (type(uint256).max / (2 ** 64 + 1))) << 64)
            | ((v >> 64) & (type(uint256).max / (2 ** 64 + 1)));
        return (v << 128) | (v >> 128);
    }
}
