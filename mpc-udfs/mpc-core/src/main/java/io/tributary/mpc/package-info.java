/**
 * Secret sharing, commitments and Merkle trees over the scalar field of BLS12-381 G1.
 *
 * <p>Messages in, messages out: no I/O, clock, thread, JSON, Spark, Kafka or web3j. Randomness
 * comes from the caller. Anyone may call it; it calls nothing of ours.
 *
 * <p>Secrets are types of their own, without {@code toString}, and are wiped by whoever owns them.
 * Field arithmetic and comparisons take time independent of the values. Committing does not: the
 * number of point additions depends almost on the layout alone, but which bucket is touched depends
 * on the scalars, so the machine that commits must not be shared with an adversary who can watch
 * its caches.
 */
package io.tributary.mpc;
