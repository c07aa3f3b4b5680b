/**
 * {@code tributary}: every person's way in. Reads the command line, speaks to the coordinator over
 * HTTPS, signs requests and opens answers on the asker's machine, and starts whole federations of
 * real processes. Nobody calls it but the launcher and end-to-end tests. It never imports Spark or
 * Kafka: what needs them runs in a process of its own.
 */
package io.tributary.cli;
