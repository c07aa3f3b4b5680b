/**
 * {@code tributary demo --cheat KIND}: one party of a real federation cheats in one run, and how it
 * comes out. The cheats themselves are classes of the testkit, started as processes of their own;
 * this room starts them, looks at what everybody can see, and tells it.
 */
package io.tributary.cli.demo.cheat;
