/**
 * The shape of a party without I/O: messages and ticks in, records and work out (PROTOCOL 10.1).
 *
 * <p>Coordinator, agent, node and sink implement {@link io.tributary.protocol.party.Party}; the
 * loop that runs them, and the in-memory runner in tests, call it. It never imports Spark, Kafka or
 * web3j, and starts no thread.
 */
package io.tributary.protocol.party;
