/**
 * The asker's side: job folders on this machine, requests built and signed here, the coordinator
 * over HTTPS, answers verified and opened here. Never imports Spark or Kafka.
 */
package io.tributary.cli.query;
