/**
 * The secure computation of a comparison run at one node (PROTOCOL 6.7): what has happened is a
 * durable log of events, and {@link io.tributary.node.engine.EngineRun} is what follows from it, so
 * that a node that was stopped anywhere goes on where it was.
 *
 * <p>Called by {@link io.tributary.node.NodeParty} alone. It does no I/O.
 */
package io.tributary.node.engine;
