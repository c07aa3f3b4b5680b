/**
 * Bytes on the wire: canonical JSON, Arrow vectors, digests (PROTOCOL 2).
 *
 * <p>Any room may call it. It never imports statements, ports, Spark, Kafka or web3j.
 */
package io.tributary.protocol.encode;
