/**
 * What every process shares: start, ready line, signals, last words. Called by the mains of the
 * roles; never imports Spark, Kafka or web3j.
 */
package io.tributary.party.process;
