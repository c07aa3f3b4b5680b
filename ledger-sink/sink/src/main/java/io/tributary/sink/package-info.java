/**
 * The sink: carries signed statements from the relay to the contract and pays the gas. It is
 * trusted with nothing, since the contract checks every signature; anyone may run one, and several
 * may run at once.
 *
 * <p>A process of its own, called by nobody. It never imports Spark.
 */
package io.tributary.sink;
