/**
 * The record of a run that anyone may replay (PROTOCOL 8): signed statements as canonical JSON
 * lines, each of them one Merkle leaf, and the larger parts as blobs named by their SHA-256.
 *
 * <p>The coordinator builds it from the messages on the bus, the CLI stores it, the auditor reads
 * it. Nothing here is trusted: reading checks form and place only, and what the lines say is
 * checked by the auditor. It never imports Spark, Kafka or web3j, and knows no ledger.
 */
package io.tributary.protocol.transcript;
