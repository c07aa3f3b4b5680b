package io.tributary.auditor;

import io.tributary.ledger.chain.LedgerEvent;
import io.tributary.protocol.transcript.Leaf;

/**
 * An event and where it stands.
 *
 * @param leaf the receipt that proves it
 * @param place among all events of the export, from 0: the order in which they happened
 * @param time of its block, in Unix seconds
 * @param event what it says
 */
record Dated<E extends LedgerEvent>(Leaf leaf, int place, long time, E event) {}
