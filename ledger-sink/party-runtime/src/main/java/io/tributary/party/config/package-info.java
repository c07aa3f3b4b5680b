/**
 * What operators write: YAML read strictly into records, one record a concern, and key files.
 * Called by every process; never imports Spark, Kafka or web3j.
 */
package io.tributary.party.config;
