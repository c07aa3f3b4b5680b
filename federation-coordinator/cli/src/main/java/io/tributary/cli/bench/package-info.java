/**
 * {@code tributary bench}: federated runs against plain Spark over the same rows in one table, by
 * phase, on one machine. Called by the command tree; starts federations through the rooms {@code
 * demo} and {@code local}.
 */
package io.tributary.cli.bench;
