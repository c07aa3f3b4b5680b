package io.tributary.protocol.statement;

/** Why a run ended without an answer. */
public enum AbortReason {
  /** Not used. */
  NONE,
  /** Fewer contributors than the job requires. */
  TOO_FEW,
  /** The nodes did not agree on a set in time. */
  NO_AGREEMENT,
  /** A node did not complete in time. */
  NO_COMPLETION,
  /** The deadline passed. */
  EXPIRED,
  /** The job was revoked during the run. */
  REVOKED,
  /** Parts of an earlier answer were dealt again, and the rest of it was not. */
  REPEATED;

  /** The ledger's number. */
  public int code() {
    return ordinal();
  }

  /** Reads the ledger's number; unknown numbers are refused. */
  public static AbortReason of(int code) {
    if (code < 0 || code >= values().length) {
      throw new IllegalArgumentException("unknown AbortReason " + code);
    }
    return values()[code];
  }
}
