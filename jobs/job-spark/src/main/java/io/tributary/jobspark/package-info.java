/**
 * Jobs on Spark: the guard and the compiler, which need no session, and the local computation of
 * cells over Delta tables.
 *
 * <p>The repository agent and the short-lived tool process call it. It never imports Kafka or
 * web3j. Rows never leave it: its results are cells, counts and, in the tool, the answers of plain
 * Spark over data that the operator already holds.
 */
package io.tributary.jobspark;
