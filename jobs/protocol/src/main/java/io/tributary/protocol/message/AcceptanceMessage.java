package io.tributary.protocol.message;

import io.tributary.protocol.statement.Acceptance;
import io.tributary.protocol.statement.Signed;

/**
 * A repository will contribute.
 *
 * @param signed the statement
 */
public record AcceptanceMessage(Signed<Acceptance> signed) implements Message {}
