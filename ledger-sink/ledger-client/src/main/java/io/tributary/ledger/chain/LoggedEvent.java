package io.tributary.ledger.chain;

/**
 * An event and where it is.
 *
 * @param block the block
 * @param time the block's time, Unix seconds
 * @param transaction index of the transaction in its block
 * @param log index of the log in its transaction
 * @param event what was logged
 */
public record LoggedEvent(BlockRef block, long time, int transaction, int log, LedgerEvent event) {}
