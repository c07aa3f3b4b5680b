package io.tributary.protocol.message;

import io.tributary.protocol.statement.Abort;
import io.tributary.protocol.statement.Signed;

/**
 * The coordinator ends a run.
 *
 * @param signed the statement
 */
public record AbortMessage(Signed<Abort> signed) implements Message {}
