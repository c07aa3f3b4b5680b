package io.tributary.protocol.message;

import io.tributary.protocol.statement.Receipt;
import io.tributary.protocol.statement.Signed;

/**
 * The querier's receipt, published by the coordinator.
 *
 * @param signed the statement
 */
public record ReceiptMessage(Signed<Receipt> signed) implements Message {}
