/**
 * Messages that one recipient alone can read (PROTOCOL 5).
 *
 * <p>Agents seal shares, nodes open them and seal outputs, queriers open those. It never imports
 * ports, Spark, Kafka or web3j.
 */
package io.tributary.protocol.seal;
