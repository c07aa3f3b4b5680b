/**
 * The coordinator: directory of jobs, desk for requests, tracker and archive of runs (PROTOCOL 6.1,
 * 6.2, 6.10). It is trusted with nothing: it sees no share and no answer, and everyone checks again
 * what it relays.
 *
 * <p>{@link io.tributary.coordinator.CoordinatorParty} is its part on the bus without I/O; the HTTP
 * API reads and writes the same store. Nobody calls it but its own main and tests. It never sees
 * Spark.
 */
package io.tributary.coordinator;
