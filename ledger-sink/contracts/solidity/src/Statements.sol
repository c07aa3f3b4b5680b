// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

// The signed statements (PROTOCOL 4). Members and their order are the EIP-712 types.

struct RunRequest {
    bytes32 jobDigest;
    bytes32 parametersDigest;
    bytes32[] repositories;
    bytes32[] nodes;
    bytes32 resultKey;
    bytes32 purposeDigest;
    uint64 contributionDeadline;
    uint64 deadline;
    bytes32 nonce;
    uint8 feeClass;
    uint8 faults;
}

struct Approval {
    bytes32 vetter;
    bytes32 jobDigest;
    uint64 expires;
    uint32 epoch;
}

struct Revocation {
    bytes32 vetter;
    bytes32 jobDigest;
    uint32 epoch;
}

struct Acceptance {
    bytes32 repository;
    bytes32 runId;
    bytes32 requestDigest;
    uint32 epoch;
}

struct Refusal {
    bytes32 repository;
    bytes32 runId;
    bytes32 requestDigest;
    uint8 code;
    uint32 epoch;
}

struct Contribution {
    bytes32 repository;
    bytes32 runId;
    bytes32 commitmentRoot;
    bytes32 sealedRoot;
    bytes32 tableDigest;
    bytes32 consentDigest;
    bytes32 again;
    uint32 blockCount;
    uint32 epoch;
}

struct ShareRoot {
    bytes32 repository;
    bytes32 runId;
    bytes32 node;
    bytes32 root;
    uint32 epoch;
}

struct Complaint {
    bytes32 node;
    bytes32 runId;
    bytes32 repository;
    uint8 code;
    uint32 epoch;
}

struct Proposal {
    bytes32 coordinator;
    bytes32 runId;
    bytes32 inclusionRoot;
    uint32 contributors;
    uint32 epoch;
}

struct Checked {
    bytes32 node;
    bytes32 runId;
    bytes32 inclusionRoot;
    uint32 contributors;
    uint32 epoch;
}

struct Completion {
    bytes32 node;
    bytes32 runId;
    bytes32 inclusionRoot;
    bytes32 productRoot;
    bytes32 outputDigest;
    bytes32 stepLogRoot;
    uint32 rounds;
    uint64 operations;
    uint32 epoch;
}

struct SumRoot {
    bytes32 node;
    bytes32 runId;
    bytes32 root;
    uint32 epoch;
}

struct Receipt {
    bytes32 runId;
    bytes32 transcriptRoot;
    uint8 outcome;
    bytes32 culprit;
}

struct Abort {
    bytes32 coordinator;
    bytes32 runId;
    uint8 reason;
    uint32 epoch;
}
