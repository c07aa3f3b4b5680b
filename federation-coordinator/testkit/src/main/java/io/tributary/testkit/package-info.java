/**
 * Whole federations in one thread: every party for real but for Spark, Kafka and the chain, whose
 * fakes a seed drives; and a cheating party of each kind as a class. Some of these have a {@code
 * main}, for {@code tributary demo --cheat}: run with an honest party's class path, config and
 * keys, and this jar besides. No honest process has it. It never imports Spark, Kafka or web3j.
 */
package io.tributary.testkit;
