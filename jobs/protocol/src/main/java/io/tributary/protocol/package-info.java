/**
 * What the parties say to each other, and how it is written, signed and sealed.
 *
 * <p>{@code PROTOCOL.md} beside this module's POM is its specification. Every room but {@code
 * mpc-core} may call it. It never imports Spark, Kafka or web3j; the outside world comes in through
 * the ports in {@link io.tributary.protocol.port}.
 */
package io.tributary.protocol;
