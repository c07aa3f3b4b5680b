/**
 * The content of a run: ids, parameters, sealed payloads and their chunks, the inclusion set, and
 * opening the answer (PROTOCOL 3, 7).
 *
 * <p>Agents, nodes, queriers and the auditor call it. It does no I/O and never imports Spark, Kafka
 * or web3j.
 */
package io.tributary.protocol.run;
