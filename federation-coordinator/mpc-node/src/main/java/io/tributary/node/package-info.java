/**
 * A combining node: checks every contribution before the set closes, sums the set that is final on
 * the ledger, once per run ever, and releases its sealed output against all completions (PROTOCOL
 * 6.6 to 6.9).
 *
 * <p>{@link io.tributary.node.NodeParty} is the whole of it without I/O. Nobody calls it but its
 * own main and tests. It never sees Spark, and of each contribution it sees one share.
 */
package io.tributary.node;
