/**
 * What the arithmetic of mpc-core costs, on one core.
 *
 * <p>{@code java -jar mpc-udfs/mpc-benchmarks/target/mpc-benchmarks.jar} after a build; {@code -p
 * cells=1000} for one size. Nobody may depend on it; it imports mpc-core and JMH alone.
 */
package io.tributary.mpcbenchmarks;
