/**
 * The bus port over Kafka, and the plan of a federation's topics and rights. Called by the mains of
 * the roles and by provisioning; the relay is trusted with delivery at most, so nothing here
 * decides on content. Never imports Spark or web3j.
 */
package io.tributary.relay;
