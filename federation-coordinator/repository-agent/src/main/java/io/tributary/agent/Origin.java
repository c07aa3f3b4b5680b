package io.tributary.agent;

import io.tributary.protocol.id.Digest;
import io.tributary.protocol.id.RunId;

/**
 * What cells were computed from, as their contribution signs it.
 *
 * @param tables salted digest of the snapshots they were computed from
 * @param consent salted digest of the state of the grants; zero if none were needed
 * @param again the run for which they were computed, if that is an earlier one; else zero
 */
public record Origin(Digest tables, Digest consent, Digest again) {

  /** Of cells computed for the run that they are dealt in. */
  static Origin fresh(Digest tables, Digest consent) {
    return new Origin(tables, consent, Digest.ZERO);
  }

  /** The same cells, dealt once more in a later run. */
  Origin of(RunId earlier) {
    return new Origin(tables, consent, earlier.digest());
  }
}
