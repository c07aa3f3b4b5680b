/**
 * The audit contract over JSON-RPC: the read port ({@link io.tributary.ledger.Web3Ledger}), the one
 * writer ({@link io.tributary.ledger.LedgerWriter}), deployment, and the local node of demos and
 * tests ({@link io.tributary.ledger.Anvil}).
 *
 * <p>Every process reads through it; only the sink and the launcher write. It never imports Spark
 * or Kafka.
 */
package io.tributary.ledger;
