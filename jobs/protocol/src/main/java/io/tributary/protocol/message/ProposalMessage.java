package io.tributary.protocol.message;

import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Proposal;
import io.tributary.protocol.statement.Signed;

/**
 * The coordinator proposes a set.
 *
 * @param signed the statement
 * @param set its members; a message that was read has the root and size that the statement says
 */
public record ProposalMessage(Signed<Proposal> signed, InclusionSet set) implements Message {}
