package io.tributary.protocol.statement;

/** Why a node cannot use a contribution. */
public enum ComplaintCode {
  /** Not used. */
  NONE,
  /** The sealed share does not open. */
  UNREADABLE,
  /** The share or the commitments have the wrong form. */
  MALFORMED,
  /** A share does not match its commitment. */
  COMMITMENT,
  /** Announced, but parts were missing at the deadline. */
  INCOMPLETE;

  /** The ledger's number. */
  public int code() {
    return ordinal();
  }

  /** Reads the ledger's number; unknown numbers are refused. */
  public static ComplaintCode of(int code) {
    if (code < 0 || code >= values().length) {
      throw new IllegalArgumentException("unknown ComplaintCode " + code);
    }
    return values()[code];
  }
}
