/**
 * The relay as a process: one Kafka broker and controller (KRaft) with mutual TLS and default-deny
 * rights, and its provisioning. Started by operators and the launcher; never imports Spark or
 * web3j.
 */
package io.tributary.broker;
