package io.tributary.protocol.statement;

/** Why a repository refuses. A closed list: nothing about its rows can be read from it. */
public enum RefusalCode {
  /** Not used. */
  NONE,
  /** The dispatch could not be read, or breaks a rule of the protocol. */
  MALFORMED,
  /** The request is not signed by a querier on the roster. */
  SIGNATURE,
  /**
   * The job lacks approvals by enough vetters of distinct organisations, or the bytes differ from
   * what they signed.
   */
  NOT_VETTED,
  /** The job has been revoked or its approval has expired. */
  REVOKED,
  /** The request's deadline has passed. */
  EXPIRED,
  /** The repositories or nodes named do not follow the job's rule or this operator's list. */
  ROSTER,
  /** This operator's policy does not allow it. */
  POLICY,
  /** An input of the job does not exist here or has other columns. */
  SCHEMA,
  /** This question has been answered before, for nearly the same repositories. */
  REPEATED,
  /** The computation failed or ran out of its limits. */
  COMPUTE,
  /** This operator's policy does not allow the stated purpose. */
  PURPOSE,
  /** It was asked outside this operator's hours. */
  HOURS,
  /** The asker's organisation has had the runs that this operator's policy allows it for now. */
  RUNS,
  /** A person of this operator has decided against it. */
  DENIED,
  /** The privacy budget that this operator's policy gives a table is used up for now. */
  BUDGET;

  /** The ledger's number. */
  public int code() {
    return ordinal();
  }

  /** Reads the ledger's number; unknown numbers are refused. */
  public static RefusalCode of(int code) {
    if (code < 0 || code >= values().length) {
      throw new IllegalArgumentException("unknown RefusalCode " + code);
    }
    return values()[code];
  }
}
