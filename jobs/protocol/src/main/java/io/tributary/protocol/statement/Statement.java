package io.tributary.protocol.statement;

/** Something a party signs. The record components, in order, are the EIP-712 members. */
public sealed interface Statement
    permits Abort,
        Acceptance,
        Approval,
        Checked,
        Complaint,
        Completion,
        ConsentReceipt,
        Contribution,
        EngineMessage,
        Proposal,
        Receipt,
        Refusal,
        Revocation,
        RunRequest,
        ShareRoot,
        SumRoot {}
