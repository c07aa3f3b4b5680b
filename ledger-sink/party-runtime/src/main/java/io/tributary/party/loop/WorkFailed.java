package io.tributary.party.loop;

import io.tributary.party.process.LastWords;

/** Work threw instead of returning a Done that records its failure. */
final class WorkFailed extends RuntimeException {
  private WorkFailed(Throwable cause) {
    super(LastWords.of(cause), cause);
  }

  /** Throws it; an error of the machine (memory, linkage) is thrown as it is. */
  static void raise(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    throw new WorkFailed(cause);
  }
}
