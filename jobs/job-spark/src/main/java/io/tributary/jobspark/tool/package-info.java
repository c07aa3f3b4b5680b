/**
 * A short-lived process that reads data and runs plain Spark for people who try or operate a
 * federation: import, synthetic data, the pooled check, compiling jobs. The command line starts it;
 * nothing imports it. Arguments and results are JSON files, progress goes to standard error.
 */
package io.tributary.jobspark.tool;
