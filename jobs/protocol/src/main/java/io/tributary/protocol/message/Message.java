package io.tributary.protocol.message;

/** A record's content on a dispatch, statements or sums topic. */
public sealed interface Message
    permits AbortMessage,
        AcceptanceMessage,
        CheckedMessage,
        ComplaintMessage,
        CompletionMessage,
        ContributionMessage,
        EvidenceMessage,
        OutputMessage,
        ProposalMessage,
        ReceiptMessage,
        RefusalMessage,
        RunDispatch {}
