/**
 * Tools for people who write jobs: start one, check it, say in words what it does, try it on a
 * sample. What needs Spark is asked of the short-lived Spark process; the words are made here.
 */
package io.tributary.cli.jobs;
