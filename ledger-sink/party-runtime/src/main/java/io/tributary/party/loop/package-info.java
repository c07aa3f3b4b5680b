/**
 * Runs a {@link io.tributary.protocol.party.Party} over a bus and a store. Called by the mains of
 * the roles; never imports Spark, Kafka or web3j.
 *
 * <p>Three threads: the loop, which calls the party; the sender of the outbox, which asks it before
 * each attempt, inside a transaction of the store as every call; and a worker for long
 * computations, so that ticks and receipts go on while the relay is slow or Spark is busy. What
 * passes between them goes through the store.
 */
package io.tributary.party.loop;
