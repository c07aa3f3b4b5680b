/**
 * The mathematics of model jobs: from exact sums and cross products to estimates, tests and
 * components. Everything is computed in exact fractions; only the last step rounds to doubles.
 *
 * <p>The evaluation of a job calls it. It knows no cells, no JSON and no Spark: integers in,
 * results out.
 */
package io.tributary.protocol.job.model;
