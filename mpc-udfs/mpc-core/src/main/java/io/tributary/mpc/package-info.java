/**
 * Secret sharing, commitments and Merkle trees over the scalar field of BLS12-381 G1.
 *
 * <p>Messages in, messages out: no I/O, clock, thread, JSON, Spark, Kafka or web3j. Randomness
 * comes from the caller. Anyone may call it; it calls nothing of ours.
 */
package io.tributary.mpc;
