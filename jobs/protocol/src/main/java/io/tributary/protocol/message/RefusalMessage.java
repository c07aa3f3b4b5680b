package io.tributary.protocol.message;

import io.tributary.protocol.statement.Refusal;
import io.tributary.protocol.statement.Signed;

/**
 * A repository will not contribute.
 *
 * @param signed the statement
 */
public record RefusalMessage(Signed<Refusal> signed) implements Message {}
