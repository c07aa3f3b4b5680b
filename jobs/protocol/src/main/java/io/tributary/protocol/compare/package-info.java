/**
 * What the four nodes of a comparison run compute (PROTOCOL 6.7): the job's release rules as a
 * circuit over the repositories' pieces, its inputs at a node, and what the querier reads of it.
 * Everybody builds the same program from the compiled job and the final set.
 *
 * <p>Called by nodes, by whoever opens or audits an answer, and by benchmarks. It knows compiled
 * jobs and the engine, and nothing of messages, seals and ledgers.
 */
package io.tributary.protocol.compare;
