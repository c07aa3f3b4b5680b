package io.tributary.party.loop;

/**
 * How a loop is doing, for health answers.
 *
 * @param reading whether the relay is being read
 * @param lastTick Unix seconds of the last tick that committed; 0 before the first
 * @param received records taken since the start
 * @param deadLetters records that could not be taken since the start
 * @param waiting batches in the outbox
 * @param trouble why the party is not getting on; empty when all is well
 */
public record LoopStatus(
    boolean reading, long lastTick, long received, long deadLetters, long waiting, String trouble) {

  /** Whether the party is getting on. */
  public boolean healthy() {
    return reading && trouble.isEmpty();
  }
}
