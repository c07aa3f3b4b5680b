/**
 * Durable state of a process: one SQLite file in a folder that one process holds at a time. Called
 * by process mains and the party loop; never imports Spark, Kafka or web3j.
 */
package io.tributary.party.store;
