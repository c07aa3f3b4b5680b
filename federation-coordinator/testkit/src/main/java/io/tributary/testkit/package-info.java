/**
 * Whole federations in one thread: every party for real but for Spark, Kafka and the chain, whose
 * fakes a seed drives; and a cheating party of each kind as a class. Tests call it, nothing else
 * does, and it never imports Spark, Kafka or web3j.
 */
package io.tributary.testkit;
