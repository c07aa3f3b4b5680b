package io.tributary.protocol.message;

import io.tributary.protocol.statement.Complaint;
import io.tributary.protocol.statement.Signed;

/**
 * A node cannot use a contribution.
 *
 * @param signed the statement
 */
public record ComplaintMessage(Signed<Complaint> signed) implements Message {}
