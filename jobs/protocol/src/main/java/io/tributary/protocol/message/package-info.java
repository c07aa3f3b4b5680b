/**
 * Messages on the bus (PROTOCOL 7.2): what parties publish, as canonical JSON.
 *
 * <p>Every party reads and writes them. Reading checks form and inner agreement; whether the
 * statements inside are true, {@link io.tributary.protocol.statement.Verifier} says. It never
 * imports Spark, Kafka or web3j.
 */
package io.tributary.protocol.message;
