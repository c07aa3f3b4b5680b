/**
 * The audit contract as the Java rooms see it: interface description and creation code, compiled
 * from the Solidity sources of this room by {@code npm run build} and committed, so that the build
 * of everything else needs no compiler.
 *
 * <p>Called by {@code ledger-client} only. It never imports Spark, Kafka or web3j.
 */
package io.tributary.contracts;
