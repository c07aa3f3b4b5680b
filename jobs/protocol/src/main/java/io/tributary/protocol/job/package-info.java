/**
 * Jobs without Spark: the definition people write, the compiled form vetters sign, typed
 * parameters, and the evaluation of opened cells in exact arithmetic.
 *
 * <p>Every room but {@code mpc-core} may call it. It never imports Spark; the compiler that makes
 * the compiled form is in {@code job-spark}.
 */
package io.tributary.protocol.job;
