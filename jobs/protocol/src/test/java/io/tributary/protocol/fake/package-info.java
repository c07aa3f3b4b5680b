/**
 * The outside world in memory, for tests of every room: store, bus, ledger, clock and a roster with
 * keys. All of it is deterministic from a seed.
 */
package io.tributary.protocol.fake;
