/**
 * A run's part of the chain as a file that proves itself: block headers, and receipts with their
 * Merkle-Patricia proofs ({@link io.tributary.ledger.chain.ChainExport}), checked again without any
 * node ({@link io.tributary.ledger.chain.ChainProof}).
 *
 * <p>Called by the auditor and the command line. It never imports Spark or Kafka.
 */
package io.tributary.ledger.chain;
