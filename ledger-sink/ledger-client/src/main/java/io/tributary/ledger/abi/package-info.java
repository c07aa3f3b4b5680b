/**
 * The contract's binary interface, driven by the committed artefact: statements and records go in,
 * typed values come out. Reading is strict, since an Ethereum node may answer anything.
 *
 * <p>Called inside this room only.
 */
package io.tributary.ledger.abi;
