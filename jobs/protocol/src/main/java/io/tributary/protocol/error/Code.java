package io.tributary.protocol.error;

/**
 * What went wrong, as a closed list. A code is safe to store, count and send; text is for people.
 */
public enum Code {
  /** Bytes that do not have the form the protocol gives them. */
  MALFORMED(false),
  /** Larger than the cap for its kind. */
  TOO_LARGE(false),
  /** A signature that is malformed, malleable, or not by the key it should be. */
  SIGNATURE(false),
  /** No such party on the roster, or it has left. */
  UNKNOWN_PARTY(false),
  /** The party's role does not make this statement. */
  WRONG_ROLE(false),
  /** The key epoch does not hold for this run. */
  WRONG_EPOCH(false),
  /** A sealed message that does not open with this key in this context. */
  UNSEALABLE(false),
  /** Two different messages where there may be one. */
  CONFLICT(false),
  /** Bytes that do not have the digest they were announced with. */
  DIGEST(false),
  /** A parameter that is not what the job declares. */
  BAD_PARAMETER(false),
  /** A job definition that breaks a rule. */
  BAD_JOB(false),
  /** A number that the declared bounds do not allow. */
  OUT_OF_RANGE(false),
  /** Something outside did not answer; the same call may be tried again. */
  UNAVAILABLE(true);

  private final boolean retryable;

  Code(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same call may be tried again as it is. */
  public boolean retryable() {
    return retryable;
  }
}
