package io.tributary.protocol.party;

/**
 * A long computation. It touches no store; a crash loses it and {@link Party#work} offers it again.
 */
@FunctionalInterface
public interface Work {
  /** Computes. A failure is a {@link Done} that records it, not an exception. */
  Done run();
}
