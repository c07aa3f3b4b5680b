package io.tributary.sink;

import io.tributary.ledger.LedgerCall;
import io.tributary.protocol.id.RunId;

/**
 * Something to be written, once.
 *
 * @param key names it in the store, the same after every restart
 * @param run the run it is about
 * @param call what writes it
 */
record Item(String key, RunId run, LedgerCall call) {}
