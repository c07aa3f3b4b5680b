/**
 * What goes wrong, said in one place: the problem, why, and what to do. Called by every command.
 */
package io.tributary.cli.error;
