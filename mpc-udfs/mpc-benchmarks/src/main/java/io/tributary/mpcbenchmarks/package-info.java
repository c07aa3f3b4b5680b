/**
 * What the arithmetic of mpc-core costs, on one core.
 *
 * <p>{@code java -jar mpc-udfs/mpc-benchmarks/target/mpc-benchmarks.jar} after a build; {@code -p
 * cells=1000} for one size, {@code EngineBenchmark} for one benchmark (under two minutes each),
 * {@code -t 2} for two independent runs on two cores. Those of the engine also print processor
 * time, which a busy machine changes less. Nobody may depend on it; it imports mpc-core and JMH
 * alone.
 */
package io.tributary.mpcbenchmarks;
