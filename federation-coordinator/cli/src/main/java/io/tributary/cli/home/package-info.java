/** The folder state lives in: its layout, {@code federation.json}, key files. Starts nothing. */
package io.tributary.cli.home;
