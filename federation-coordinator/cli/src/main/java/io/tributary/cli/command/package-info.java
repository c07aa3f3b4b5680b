/** One class a command: reads its options, calls the rooms beside it, prints. */
package io.tributary.cli.command;
