package io.tributary.mpc.four;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which run of the protocol a key stream, hash or message belongs to: the run's 32-byte id and the
 * number of the attempt, for a step that is started again with another committee. A party must
 * never start twice with the same session: masks would serve twice.
 */
public record Session(byte[] runId, int attempt) {
  /** Refuses ids that are not 32 bytes and negative attempts. */
  public Session {
    if (runId.length != Digests.BYTES || attempt < 0) {
      throw new IllegalArgumentException("session: need a run id of 32 bytes and an attempt >= 0");
    }
    runId = runId.clone();
  }

  @Override
  public byte[] runId() {
    return runId.clone();
  }

  /** Run id, attempt (4 bytes, big-endian), number of the committee's session (1 byte). */
  byte[] context(Committee committee) {
    return ByteBuffer.allocate(Digests.BYTES + Integer.BYTES + 1)
        .put(runId)
        .putInt(attempt)
        .put((byte) committee.session())
        .array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Session that
        && attempt == that.attempt
        && Arrays.equals(runId, that.runId);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(runId) + attempt;
  }
}
