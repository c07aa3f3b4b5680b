/**
 * What coordinator, agent and node do alike: read a dispatch, look parties up, keep statements, set
 * aside what cannot be used (PROTOCOL 6).
 *
 * <p>The three roles and the sink call it. It knows the ports and nothing behind them: no Spark, no
 * Kafka, no web3j.
 */
package io.tributary.protocol.flow;
