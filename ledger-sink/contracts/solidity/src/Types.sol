// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// Roles on the roster. The ordinals are part of the protocol.
enum Role {
    NONE,
    QUERIER,
    VETTER,
    COORDINATOR,
    REPOSITORY,
    NODE
}

/// States of a run. The ordinals are part of the protocol.
enum RunState {
    NONE,
    OPEN,
    CLOSED,
    COMPLETED,
    RECEIVED,
    ABORTED
}

/// Why a run ended without an answer. The ordinals are part of the protocol.
enum AbortReason {
    NONE,
    TOO_FEW,
    NO_AGREEMENT,
    NO_COMPLETION,
    EXPIRED,
    REVOKED,
    REPEATED
}

/// Statements that the contract keeps a record of.
enum StatementKind {
    NONE,
    REQUEST,
    ACCEPTANCE,
    REFUSAL,
    CONTRIBUTION,
    CHECKED,
    COMPLETION,
    RECEIPT,
    ABORT
}

/// @notice The keys of one epoch. Epochs count from 1.
/// @param account address of the secp256k1 identity key
/// @param sealing X25519 public key; zero for parties that receive nothing sealed
/// @param since block time from which it holds
/// @param until block time from which it holds no longer; the highest uint64 while current
struct Key {
    address account;
    bytes32 sealing;
    uint64 since;
    uint64 until;
}

/// @notice A roster entry.
/// @param id ASCII name, zeros on the right
/// @param organisation digest of the organisation's name; organisations are counted, not keys
/// @param active false once the party has left
/// @param keys by epoch, oldest first
struct Party {
    bytes32 id;
    Role role;
    bytes32 organisation;
    bool active;
    Key[] keys;
}

/// @notice Who approved a job, and with the key of which epoch.
struct Vetting {
    bytes32 vetter;
    uint32 epoch;
}

/// @notice What the contract says of a job.
/// @param expires earliest expiry among the approvals, in Unix seconds; zero if never vetted
struct Job {
    uint64 expires;
    bool revoked;
    Vetting[] vettings;
}

/// @notice A block as a node opened it to the querier, and its product as the node completed with.
/// @param index of the block
/// @param count of blocks
/// @param leaf sums of the cells and, last, of the blindings, 32 bytes each, little-endian
/// @param leafPath from the leaf to the root of the sums
/// @param product of the commitments, 48 bytes
/// @param productPath from the product to the root of the products
struct OpenedBlock {
    uint64 index;
    uint64 count;
    bytes leaf;
    bytes32[] leafPath;
    bytes product;
    bytes32[] productPath;
}

/// @notice Who lied in a run; zero if nobody is known to have.
/// @param index of the block that proves it
struct Conviction {
    bytes32 node;
    uint64 index;
}

/// @notice A run. Addresses and names of the querier are those of its roster entry.
/// @param signer the key that signed the request
/// @param faults how many of the nodes may be missing: 0, or 1 of four
/// @param closers the nodes whose checks made the set final: bit i is node i of the request
/// @param completers the nodes whose completions were recorded, likewise
/// @param repositoriesHash keccak256 over the repositories' ids
/// @param inclusionRoot zero until the set is final
struct Run {
    RunState state;
    AbortReason abortReason;
    uint8 faults;
    uint16 closers;
    uint16 completers;
    uint32 contributors;
    uint64 openedAt;
    uint64 contributionDeadline;
    uint64 deadline;
    address signer;
    bytes32 querier;
    bytes32 jobDigest;
    bytes32 requestDigest;
    bytes32 repositoriesHash;
    bytes32 inclusionRoot;
    bytes32 transcriptRoot;
    bytes32[] nodes;
}
