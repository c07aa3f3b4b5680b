/**
 * {@code tributary demo}: which data, which jobs, the course of it, and its report. Called by the
 * command; starts processes through the room {@code local}.
 */
package io.tributary.cli.demo;
