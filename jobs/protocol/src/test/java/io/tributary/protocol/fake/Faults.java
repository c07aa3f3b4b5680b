package io.tributary.protocol.fake;

/**
 * How badly a {@link SeededBus} behaves; each a probability.
 *
 * @param drop a record is committed but no reader ever sees it
 * @param repeat a committed batch is committed a second time, at new offsets
 * @param delay a lane with records gives none at this poll
 * @param fail a publish throws; the batch may have been committed all the same
 */
public record Faults(double drop, double repeat, double delay, double fail) {
  /** A perfect relay, though lanes still interleave by the seed. */
  public static final Faults NONE = new Faults(0, 0, 0, 0);

  /** Everything an honest but poor relay does: no record is lost. */
  public static final Faults ROUGH = new Faults(0, 0.3, 0.5, 0.2);
}
