package io.tributary.protocol.message;

import io.tributary.protocol.run.InclusionSet;
import io.tributary.protocol.statement.Checked;
import io.tributary.protocol.statement.Signed;

/**
 * A node holds every contribution of a set.
 *
 * @param signed the statement
 * @param set its members; a message that was read has the root and size that the statement says
 */
public record CheckedMessage(Signed<Checked> signed, InclusionSet set) implements Message {}
