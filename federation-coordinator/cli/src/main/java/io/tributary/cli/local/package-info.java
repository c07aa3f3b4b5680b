/**
 * A whole federation on one machine, as real processes: their folders, configs, keys, start, watch
 * and end. Called by the commands and by end-to-end tests; never imports Spark or Kafka.
 */
package io.tributary.cli.local;
